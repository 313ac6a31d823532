import type { Span } from "../../../core/index.ts";
import { createTakenPlaces, findNames, segmentWords } from "../../text/index.ts";
import { type Fact, findFacts } from "./find-facts.ts";
import { isApproximation, wordRole } from "./word-roles.ts";

/**
 * Role of a token in a sentence. A `fact` is a quantity, date, time, code or ordinal, which is right or wrong as a
 * whole. A `function` word is one that the analysis drops.
 */
export type TokenRole = "fact" | "name" | "negation" | "modal" | "scope" | "condition" | "word" | "function";

/** A word or fact of a sentence. */
export interface Token {
  /** Text as written, with contractions written out: `not` for `n’t`. */
  readonly text: string;
  readonly span: Span;
  readonly role: TokenRole;
  /** Key for comparisons: the word's term, or its class (`must` for `shall`). */
  readonly key: string;
  readonly fact?: Fact;
}

/** Returns the terms of a text in its language, as in the index. */
export type Analyze = (text: string) => readonly string[];

/**
 * Splits a sentence into words and facts, in reading order, without overlap. `don't` and `cannot` give two tokens each.
 */
export function tokenizeSentence(text: string, analyze: Analyze): readonly Token[] {
  const facts = findFacts(text);
  const places = createTakenPlaces(text.length);
  for (const { span } of facts) places.take(span);
  const names = findNames(text).map(({ span }) => span);
  const firstLetter = text.search(/\p{L}/u);
  let nextName = 0;
  const tokens: Token[] = facts.map((fact) => ({
    text: text.slice(fact.span.start, fact.span.end),
    span: fact.span,
    role: "fact",
    key: fact.key,
    fact,
  }));
  const parts = segmentWords(text).flatMap(splitHyphens).flatMap(splitNegation);
  for (const part of parts) {
    if (places.overlaps(part.span)) continue;
    // Names and parts are in reading order, and a part lies in one name at most.
    while ((names[nextName]?.end ?? Number.POSITIVE_INFINITY) <= part.span.start) nextName++;
    const name = names[nextName];
    const isName = name !== undefined && /^\p{Lu}/u.test(part.text) && isNamedBy(part, name, text, firstLetter);
    tokens.push(toToken(part, isName, analyze));
  }
  return tokens.sort((left, right) => left.span.start - right.span.start);
}

interface Part {
  readonly text: string;
  readonly span: Span;
}

function toToken({ text, span }: Part, isName: boolean, analyze: Analyze): Token {
  const lower = text.toLowerCase().replace(/['’]s$/u, "");
  const fixedRole = isName ? undefined : wordRole(lower);
  if (fixedRole !== undefined) return { text, span, ...fixedRole };
  const [term] = analyze(text);
  if (term === undefined || isApproximation(lower)) return { text, span, role: "function", key: lower };
  return { text, span, role: isName ? "name" : "word", key: term };
}

/**
 * Returns whether a word belongs to a name. A sentence's first word does not if a name follows it: "Lack of FGF21".
 *
 * @param firstLetter  place of the first letter; negative if there is none
 */
function isNamedBy({ span, text: word }: Part, name: Span, text: string, firstLetter: number): boolean {
  if (!overlaps(name, span)) return false;
  const isFirst = span.start === name.start && span.start <= firstLetter;
  const rest = text.slice(span.end, name.end);
  return !isFirst || rest === "" || /\p{N}|\p{Lu}{2}/u.test(word) || /^\s\p{Lu}\p{Ll}+(?!\p{Lu}|\p{N})/u.test(rest);
}

/** Splits a compound such as `no-confidence` into its words; a code stays whole. */
function splitHyphens(word: Part): readonly Part[] {
  if (!/^\p{L}+(?:[-‐‑]\p{L}+)+$/u.test(word.text)) return [word];
  return [...word.text.matchAll(/\p{L}+/gu)].map((match) => {
    const start = word.span.start + match.index;
    return { text: match[0], span: { start, end: start + match[0].length } };
  });
}

const shortened: ReadonlyMap<string, string> = new Map([
  ["ca", "can"],
  ["wo", "will"],
  ["sha", "shall"],
]);

/** Splits `don't` into `do` and `not`, and `cannot` into `can` and `not`. */
function splitNegation(word: Part): readonly Part[] {
  const match = /^(?<verb>.+?)(?<not>n['’]t|not)$/iu.exec(word.text);
  const verb = match?.groups?.verb;
  if (verb === undefined || (match?.groups?.not === "not" && verb.toLowerCase() !== "can")) return [word];
  const { start, end } = word.span;
  const at = start + verb.length;
  return [
    { text: shortened.get(verb.toLowerCase()) ?? verb, span: { start, end: at } },
    { text: "not", span: { start: at, end } },
  ];
}

function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}
