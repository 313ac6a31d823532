import type { Span } from "../../../core/index.ts";
import { findNames, words } from "../../text/index.ts";
import { type Fact, findFacts } from "./find-facts.ts";
import { isApproximation, wordRole } from "./word-roles.ts";

/**
 * What a word does in a sentence. `fact`: a quantity, date, time, code or ordinal, which is right or wrong as a whole;
 * `function`: a word that the analysis leaves out.
 */
export type TokenRole = "fact" | "name" | "negation" | "modal" | "scope" | "condition" | "word" | "function";

export interface Token {
  /** As it is written. */
  readonly text: string;
  readonly span: Span;
  readonly role: TokenRole;
  /** What it is compared by: the word's term, or its class (`must` for `shall`). */
  readonly key: string;
  readonly fact?: Fact;
}

/** The terms of a text in its language, as the index has them. */
export type Analyze = (text: string) => readonly string[];

/** A sentence as words and facts, in reading order and without overlap. `don't` and `cannot` are two tokens each. */
export function readTokens(text: string, analyze: Analyze): readonly Token[] {
  const facts = findFacts(text);
  const names = findNames(text).map(({ span }) => span);
  const tokens: Token[] = facts.map((fact) => ({
    text: text.slice(fact.span.start, fact.span.end),
    span: fact.span,
    role: "fact",
    key: fact.key,
    fact,
  }));
  const parts = words(text).flatMap(splitHyphens).flatMap(splitNegation);
  for (const part of parts) {
    if (facts.some(({ span }) => overlaps(span, part.span))) continue;
    const isName = /^\p{Lu}/u.test(part.text) && names.some((span) => isNamedBy(part, span, text));
    tokens.push(toToken(part, { isName, analyze }));
  }
  return tokens.sort((one, other) => one.span.start - other.span.start);
}

interface Part {
  readonly text: string;
  readonly span: Span;
}

function toToken({ text, span }: Part, { isName, analyze }: { isName: boolean; analyze: Analyze }): Token {
  const written = text.toLowerCase().replace(/['’]s$/u, "");
  const known = isName ? undefined : wordRole(written);
  if (known !== undefined) return { text, span, ...known };
  const [term] = analyze(text);
  if (term === undefined || isApproximation(written)) return { text, span, role: "function", key: written };
  return { text, span, role: isName ? "name" : "word", key: term };
}

/** The word that opens a sentence is no name only since one follows: "Lack of FGF21", "Reducing MYC". */
function isNamedBy({ span, text: word }: Part, name: Span, text: string): boolean {
  if (!overlaps(name, span)) return false;
  const isFirst = span.start === name.start && !/\p{L}/u.test(text.slice(0, span.start));
  const rest = text.slice(span.end, name.end);
  return !isFirst || rest === "" || /\p{N}|\p{Lu}{2}/u.test(word) || /^\s\p{Lu}\p{Ll}+(?!\p{Lu}|\p{N})/u.test(rest);
}

/** `no-confidence` is two words; a code is one. */
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

/** `don't` is `do` and `n't`, `cannot` is `can` and `not`. */
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

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
