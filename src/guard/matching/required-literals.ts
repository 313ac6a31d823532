import { append } from "../../core/index.ts";

/** Knowledge about the matches of an expression or of a part of it. */
interface Matches {
  /** Every text that it can match; undefined if they are many. */
  readonly exact: readonly string[] | undefined;
  /** Lists of texts. Each match contains at least one text of each list. */
  readonly required: readonly Literals[];
}

/** Texts in lower case. */
type Literals = readonly string[];

/** Place up to which the source of an expression was read. */
interface Cursor {
  readonly source: string;
  at: number;
}

/** Shorter texts occur in almost every text. */
const MIN_LITERAL = 3;
/** Maximum number of different texts that a part of an expression may match before they are no longer listed. */
const MAX_EXACT = 64;
/** Share of the places of a text at which a letter occurs by chance. */
const LETTER_SHARE = 0.15;

/** Parts of the source of an expression. */
const quantifier = /(?:\*|\?|\+|\{(\d+)(?:,\d*)?\})\??/y;
const plainText = /[A-Za-z0-9 ',_-]+(?![*+?{])/y;
const groupStart = /\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y;
const characterClass = /\[(?:\\.|[^\]\\])*\]/sy;
const escaped = /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|k<\w+>|\d+|.)/sy;

const nothing: Matches = { exact: [""], required: [] };
const anything: Matches = { exact: undefined, required: [] };

/**
 * Characters whose other forms `foldForLiterals` turns into them. The micro sign is none:
 * expressions take a Greek letter for it.
 */
const foldable = /^[\t\n -~\u00A0-\u00B4\u00B6-\u00FF]$/;

/**
 * Returns a text in lower case, in which the literals of expressions can be looked up: where an expression that ignores
 * case matches a letter, its lower case is there.
 */
export const foldForLiterals = (text: string): string => text.toLowerCase().replaceAll("ſ", "s");

/**
 * Returns lists of texts in lower case. Each match of an expression contains at least one text of each list, in the
 * form of `foldForLiterals`. Where a text has none of a list, the expression need not be run.
 *
 * `@eslint-community/regexpp` would read the source, too, but takes more than twice as long, at each start.
 *
 * @param expression  without references to groups and without nested classes
 * @returns           the rarest list first; none if nothing is known
 */
export function requiredLiterals({ source }: RegExp): readonly Literals[] {
  return [...toRequired(readAlternatives({ source, at: 0 }))].sort((left, right) => chanceOf(left) - chanceOf(right));
}

/** Reads alternatives up to the end of their group, or of the expression. */
function readAlternatives(cursor: Cursor): Matches {
  const first = readSequence(cursor);
  const alternatives = [first];
  while (cursor.source.charAt(cursor.at) === "|") {
    cursor.at++;
    alternatives.push(readSequence(cursor));
  }
  if (alternatives.length === 1) return first;
  const exact = alternatives.flatMap((each) => each.exact ?? []);
  if (alternatives.every((each) => each.exact !== undefined) && exact.length <= MAX_EXACT)
    return { exact: [...new Set(exact)], required: [] };
  const rarest = alternatives.map((each) => rarestOf(toRequired(each)));
  const isKnown = rarest.every((each) => each !== undefined);
  return isKnown ? { exact: undefined, required: [withoutLonger(rarest.flatMap((each) => each ?? []))] } : anything;
}

/** Reads parts that follow each other, up to the next alternative or the end of the group. */
function readSequence(cursor: Cursor): Matches {
  const required: Literals[] = [];
  let exact: Literals = [""];
  let isExact = true;
  while (cursor.at < cursor.source.length && !isEnd(cursor.source.charAt(cursor.at))) {
    const part = readQuantified(cursor);
    const joined = part.exact === undefined ? undefined : join(exact, part.exact);
    if (joined === undefined) {
      append(required, usable(exact));
      append(required, part.required);
      isExact = false;
    }
    exact = joined ?? part.exact ?? [""];
  }
  return isExact ? { exact, required: [] } : { exact: undefined, required: [...required, ...usable(exact)] };
}

const isEnd = (character: string): boolean => character === "|" || character === ")";

/** Takes what an expression matches at a place, and moves past it. */
function take(cursor: Cursor, expression: RegExp): readonly string[] {
  expression.lastIndex = cursor.at;
  const groups = expression.exec(cursor.source) ?? [];
  cursor.at += groups[0]?.length ?? 0;
  return groups;
}

/** Returns each of some texts with each of others after it; undefined if they are too many. */
function join(texts: Literals, others: Literals): Literals | undefined {
  if (texts.length === 1 && others.length === 1) return [`${texts[0]}${others[0]}`];
  if (texts.length * others.length > MAX_EXACT) return undefined;
  return texts.flatMap((text) => others.map((other) => text + other));
}

/** Reads one part and the number of times that it may occur. */
function readQuantified(cursor: Cursor): Matches {
  const part = readPart(cursor);
  const [whole = "", least] = take(cursor, quantifier);
  if (whole === "" || whole.startsWith("{1}")) return part;
  if (whole.startsWith("?")) return { exact: withEmpty(part.exact), required: [] };
  const isOptional = whole.startsWith("*") || least === "0";
  return isOptional ? anything : { exact: undefined, required: toRequired(part) };
}

const withEmpty = (exact: Literals | undefined): Literals | undefined =>
  exact === undefined ? undefined : [...new Set([...exact, ""])];

function readPart(cursor: Cursor): Matches {
  const [plain] = take(cursor, plainText);
  if (plain !== undefined) return { exact: [plain.toLowerCase()], required: [] };
  const character = cursor.source.charAt(cursor.at);
  if (character === "(") return readGroup(cursor);
  if (character === "[") return readClass(cursor);
  if (character === "\\") return readEscape(cursor);
  cursor.at++;
  if (character === "^" || character === "$") return nothing;
  return character === "." ? anything : readCharacter(character);
}

const readCharacter = (character: string): Matches =>
  foldable.test(character) ? { exact: [character.toLowerCase()], required: [] } : anything;

function readGroup(cursor: Cursor): Matches {
  const [opening = "("] = take(cursor, groupStart);
  const inner = readAlternatives(cursor);
  cursor.at++;
  // A lookaround does not become part of the match.
  return /[=!]$/.test(opening) ? nothing : inner;
}

/** Reads a class of characters. A short one without ranges is written out. */
function readClass(cursor: Cursor): Matches {
  const [whole = "["] = take(cursor, characterClass);
  const characters = whole.slice(1, -1);
  if (!/^[a-z0-9 ]{1,8}$/.test(characters)) return anything;
  return { exact: [...characters], required: [] };
}

const controls: Readonly<Record<string, string>> = { n: "\n", t: "\t" };

function readEscape(cursor: Cursor): Matches {
  const [whole = "\\"] = take(cursor, escaped);
  const name = whole.slice(1);
  if (name === "b" || name === "B") return nothing;
  const control = controls[name];
  if (control !== undefined) return readCharacter(control);
  return /^[^A-Za-z0-9]$/.test(name) ? readCharacter(name) : anything;
}

const toRequired = ({ exact, required }: Matches): readonly Literals[] =>
  exact === undefined ? required : usable(exact);

const usable = (exact: Literals): readonly Literals[] =>
  exact.every(({ length }) => length >= MIN_LITERAL) ? [withoutLonger(exact)] : [];

/** Leaves out texts that contain another text of the list. */
function withoutLonger(literals: Literals): Literals {
  const distinct = [...new Set(literals)];
  return distinct.filter((text) => !distinct.some((other) => other !== text && text.includes(other)));
}

/** Returns the list of which a text is least likely to have one. */
function rarestOf(lists: readonly Literals[]): Literals | undefined {
  return lists.reduce<Literals | undefined>(
    (rarest, each) => (rarest !== undefined && chanceOf(rarest) <= chanceOf(each) ? rarest : each),
    undefined,
  );
}

const chanceOf = (literals: Literals): number =>
  literals.reduce((chance, { length }) => chance + LETTER_SHARE ** length, 0);

/** An expression, and what the texts that it can match contain. */
export interface ScreenedExpression {
  readonly expression: RegExp;
  readonly required: readonly Literals[];
}

/** Finds what the matches of an expression contain, so that it is run only where they can be. */
export const screenExpression = (expression: RegExp): ScreenedExpression => ({
  expression,
  required: requiredLiterals(expression),
});

/** @param folded  text by `foldForLiterals` */
export const mayMatch = ({ required }: ScreenedExpression, folded: string): boolean =>
  required.every((literals) => literals.some((literal) => folded.includes(literal)));
