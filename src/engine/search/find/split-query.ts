import { foldWords, hasUnspacedScript, stopWords, writtenWords } from "../../text/index.ts";
import { quotationPattern, withoutMarks } from "./quotation-marks.ts";

/** Words that a passage, or one of its fields, must have or must not have. */
export interface QueryCondition {
  /** Name of the field as `FieldNames` gives it; absent: text, title and headings. */
  readonly field?: string;
  /** Words without quotation marks, at least one. */
  readonly text: string;
  /** True if the words must follow each other as written, and so have no other endings. */
  readonly isPhrase: boolean;
  readonly isExcluded: boolean;
}

/** A piece of a query. The sources of all pieces together are the query. */
export interface QueryPart {
  readonly source: string;
  /** Condition that the source states; absent for text. */
  readonly condition?: QueryCondition;
}

/** Names of the fields that a query can search, by their name in lower case. */
export type FieldNames = ReadonlyMap<string, string>;

// The word may end a clause: `pump -seal, door`. A word with `*` or another sign after it is text.
const operator = new RegExp(
  [
    String.raw`(?<!\S)(?<sign>-|NOT[^\S\n]+)?`,
    String.raw`(?:(?<field>[\p{L}_][\p{L}\p{N}\p{M}_.-]*):(?!//))?`,
    String.raw`(?:(?<quotation>${quotationPattern})|(?<word>[./~]*[\p{L}\p{N}_](?:[^\s"“”„«»‹›:,;()*]*[\p{L}\p{N}\p{M}_+#%/])?))`,
    String.raw`(?=[)\],;.?!]*(?:\s|$))`,
    // Quoted text has no operators in it.
    String.raw`|(?<![\p{L}\p{N}\p{M}"“”„])${quotationPattern}`,
  ].join(""),
  "gu",
);

/** Matches a number that is likelier negative than excluded: `-20 °C`, `-80C`, `-0.5`. */
const smallNumber = /^\d{1,3}(?!\d)/;
/** Words before a shortened compound: `Eingang und -ausgang`. */
const joinsCompounds = /(?:^|\s)(?:und|oder|sowie|samt|bzw\.|beziehungsweise|en|of|och|eller|og)\s+$/iu;
/** Number of characters before a word that are looked at for one of these. */
const MAX_JOINT = 40;
const lowerCaseOrCaseless = /[\p{Ll}\p{Lo}]/u;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** A possible condition as the query writes it. */
interface Term {
  /** `-`, or `NOT` with the space after it. */
  readonly sign: string | undefined;
  readonly field: string | undefined;
  readonly quotation: string | undefined;
  readonly word: string | undefined;
  /** The query before it. */
  readonly before: string;
}

/**
 * Splits a query into text and conditions: `-word`, `-"a phrase"`, `NOT word`, `field:word` and `field:"a phrase"`.
 * Anything else is text, so no query is malformed. These stay text:
 *
 * - a field that `fields` does not name, such as `note:` or `http:`
 * - a hyphen within or after a word, before a space, at the beginning of a later line, before a number of up to three
 *   digits, and before a shortened compound
 * - `NOT` in a query without lower-case letters, and an unquoted `the` or another English
 *   stop word after any of the signs
 */
export function splitQuery(query: string, fields: FieldNames): readonly QueryPart[] {
  const isShouted = !lowerCaseOrCaseless.test(query);
  const parts: QueryPart[] = [];
  let done = 0;
  for (const { index, 0: source, groups = {} } of query.matchAll(operator)) {
    const { sign, field, quotation, word } = groups;
    if (isShouted && sign?.startsWith("NOT") === true) continue;
    const condition = readCondition({ sign, field, quotation, word, before: query.slice(0, index) }, fields);
    if (condition === undefined) continue;
    if (index > done) parts.push({ source: query.slice(done, index) });
    parts.push({ source, condition });
    done = index + source.length;
  }
  return done < query.length ? [...parts, { source: query.slice(done) }] : parts;
}

/** Returns the names that a query may use as fields, in lower case, each once. */
export function namesBeforeColons(query: string): readonly string[] {
  const names = Array.from(query.matchAll(operator), ({ groups }) => groups?.field?.toLowerCase());
  return [...new Set(names.filter((name) => name !== undefined))];
}

function readCondition({ sign, field, quotation, word, before }: Term, fields: FieldNames): QueryCondition | undefined {
  if (sign === undefined && field === undefined) return undefined;
  const name = field === undefined ? undefined : fields.get(field.toLowerCase());
  const isUnknownField = field !== undefined && name === undefined;
  const text = quotation === undefined ? (word ?? "") : withoutMarks(quotation);
  if (isUnknownField || !letterOrDigit.test(text) || foldWords(text).length === 0) return undefined;
  if (quotation === undefined && field === undefined && !isExclusion(sign, text, before)) return undefined;
  const condition = { text, isPhrase: quotation !== undefined || !isOneWord(text), isExcluded: sign !== undefined };
  return name === undefined ? condition : { ...condition, field: name };
}

/** Returns whether a sign before a word excludes it; otherwise it is prose. */
function isExclusion(sign: Term["sign"], word: string, before: string): boolean {
  // `must NOT be opened`, `the pump -and its seal-`. The small words of other languages are
  // English words, too: door, die, war.
  if (stopWords("en").has(word.toLowerCase()) || !/^[\p{L}\p{N}_]/u.test(word)) return false;
  if (sign !== "-") return true;
  return !smallNumber.test(word) && !before.endsWith("\n") && !joinsCompounds.test(before.slice(-MAX_JOINT));
}

/** Returns whether a text is one word whose terms do not depend on its neighbours. */
function isOneWord(text: string): boolean {
  return !hasUnspacedScript(text) && writtenWords(text).length === 1;
}
