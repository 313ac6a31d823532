import type { Span } from "../../../core/index.ts";
import { findTopics } from "./find-topics.ts";
import { isContent, isIn, readTokens, type Token } from "./read-tokens.ts";

/** The reason why a question cannot be understood without the previous one, and its place in the question. */
export type Dependence =
  /** "What does **it** cost?"; `possessive`: "What is **its** number?" */
  | { readonly kind: "pronoun"; readonly span: Span; readonly number: "one" | "many" | "person" }
  | { readonly kind: "possessive"; readonly span: Span; readonly number: "one" | "many" | "person" }
  /** "Can I park **there**?" */
  | { readonly kind: "place"; readonly span: Span }
  /** "Who pays **that fee**?", if the fee was mentioned before. */
  | { readonly kind: "demonstrative"; readonly span: Span; readonly noun: string }
  /** "What about **the second one**?"; `index` counts from 0, and -1 is the last. */
  | { readonly kind: "ordinal"; readonly span: Span; readonly index: number }
  /** "What about **Sundays**?": the same question about something else. */
  | { readonly kind: "fragment"; readonly span: Span }
  /** "How much?": another question about the same thing. */
  | { readonly kind: "asking"; readonly span: Span }
  /** "And who pays?": a question that names no thing. */
  | { readonly kind: "open"; readonly span: Span };

const pronouns: Readonly<Record<string, "one" | "many" | "person">> = {
  it: "one",
  they: "many",
  them: "many",
  he: "person",
  she: "person",
  him: "person",
  her: "person",
};
const possessives: Readonly<Record<string, "one" | "many" | "person">> = {
  its: "one",
  their: "many",
  his: "person",
  her: "person",
};
const demonstratives = ["this", "that", "these", "those"];
const ordinals = ["first", "second", "third", "fourth", "fifth"];
/** Maximum number of words of a fragment. */
const MAX_FRAGMENT_WORDS = 8;
/** Maximum number of words of a fragment that begins with a preposition. */
const MAX_PREPOSED_WORDS = 4;

/**
 * Finds what an English question takes from the previous one; undefined if it stands alone, or in doubt. Pronouns that
 * an earlier clause explains do not count ("if I lose a key, who replaces it"), nor does the "it" of "is it possible
 * to" or the "there" of "is there".
 */
export function findDependence(question: string): Dependence | undefined {
  const tokens = readTokens(question);
  const body = withoutConnective(tokens);
  const first = body[0];
  const last = body.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const reference = findReference(question, tokens);
  if (reference !== undefined) return reference;
  const kind = findOmission(tokens, body);
  return kind === undefined ? undefined : { kind, span: { start: first.span.start, end: last.span.end } };
}

/** Recognises a question that leaves something out. `body` is the question without its connective. */
function findOmission(tokens: readonly Token[], body: readonly Token[]): "fragment" | "asking" | "open" | undefined {
  const isLed = body.length < tokens.length;
  const contents = body.filter(isContent).length;
  const hasQuestionWord = body.some((token) => isIn(token, "asking", "auxiliaries"));
  if (!hasQuestionWord) {
    const isPreposed = isIn(body[0], "prepositions") && body.length <= MAX_PREPOSED_WORDS;
    const isShort = contents > 0 && body.length <= MAX_FRAGMENT_WORDS;
    return isShort && (isLed || isPreposed) ? "fragment" : undefined;
  }
  if (contents === 0) return body.length <= 4 ? "asking" : undefined;
  return isLed && contents === 1 ? "open" : undefined;
}

/** Skips "and", "but what about", "so" at the beginning. */
function withoutConnective(tokens: readonly Token[]): readonly Token[] {
  let from = 0;
  while (isIn(tokens[from], "connectives") && from < 2) from++;
  const [asking, about] = tokens.slice(from);
  const isAbout = (asking?.word === "what" || asking?.word === "how") && about?.word === "about";
  return tokens.slice(isAbout ? from + 2 : from);
}

function findReference(question: string, tokens: readonly Token[]): Dependence | undefined {
  for (const [at, token] of tokens.entries()) {
    const found =
      findOrdinal(tokens, at) ?? findPronoun(question, tokens, at) ?? findDemonstrative(question, tokens, at);
    if (found !== undefined) return found;
    if (token.word === "there" && isPlace(tokens, at)) return { kind: "place", span: token.span };
  }
  return undefined;
}

/** Finds "the second one" and "the last?", but not "the second floor". */
function findOrdinal(tokens: readonly Token[], at: number): Dependence | undefined {
  const [article, ordinal, next] = tokens.slice(at, at + 3);
  if (article?.word !== "the" || ordinal === undefined) return undefined;
  const index = ["last", "latter"].includes(ordinal.word)
    ? -1
    : ordinals.indexOf(ordinal.word === "former" ? "first" : ordinal.word);
  if (index < 0 && !["last", "latter"].includes(ordinal.word)) return undefined;
  const hasOne = next?.word === "one" || next?.word === "ones";
  if (next !== undefined && !hasOne && (isContent(next) || next.word === "of")) return undefined;
  const end = hasOne ? next.span.end : ordinal.span.end;
  return { kind: "ordinal", span: { start: article.span.start, end }, index };
}

function findPronoun(question: string, tokens: readonly Token[], at: number): Dependence | undefined {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || (next !== undefined && ["who", "which", "that"].includes(next.word))) return undefined;
  const { word, span } = token;
  const possessor = Object.hasOwn(possessives, word) ? possessives[word] : undefined;
  if (possessor !== undefined && next !== undefined && isContent(next))
    return findTopics(question.slice(0, span.start)).length > 0
      ? undefined
      : { kind: "possessive", span, number: possessor };
  const number = pronounNumber(tokens, at);
  if (number === undefined || hasAntecedent(question, tokens, at)) return undefined;
  const isThatOne = word === "that" && next?.word === "one";
  return { kind: "pronoun", span: isThatOne ? { ...span, end: next.span.end } : span, number };
}

/** Returns what a pronoun may refer to; undefined for other words, and for an "it" that refers to nothing. */
function pronounNumber(tokens: readonly Token[], at: number): "one" | "many" | "person" | undefined {
  const word = tokens[at]?.word ?? "";
  if (word === "it" && isExpletive(tokens, at)) return undefined;
  return Object.hasOwn(pronouns, word) ? pronouns[word] : demonstratedNumber(tokens, at);
}

/**
 * Recognises "this", "that", "these" and "those" without a noun: at the end, before a verb or preposition, or "that
 * one".
 */
function demonstratedNumber(tokens: readonly Token[], at: number): "one" | "many" | undefined {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token === undefined || !demonstratives.includes(token.word) || joinsClause(tokens, at)) return undefined;
  const isAlone =
    next === undefined ||
    next.isCutOff ||
    next.word === "one" ||
    isIn(next, "auxiliaries", "prepositions", "adverbs") ||
    isSubject(tokens, at);
  if (!isAlone) return undefined;
  return token.word === "these" || token.word === "those" ? "many" : "one";
}

/** Recognises the "that" of "the form that I need" and "is it true that": what follows belongs to it. */
function joinsClause(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  if (tokens[at]?.word !== "that" || at === 0 || next === undefined || next.word === "one") return false;
  const isLastButAdverb = at + 2 === tokens.length && isIn(next, "adverbs");
  return !isIn(tokens[at - 1], "auxiliaries", "prepositions", "connectives") && !isLastButAdverb;
}

/** Recognises the subject of "is this allowed" and "is this allowed in winter": what follows is said of it. */
function isSubject(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  if (next === undefined || !isIn(tokens[at - 1], "auxiliaries") || tokens.slice(0, at).some(asksWhat)) return false;
  const isPredicate = isIn(next, "predicates") || /.ed$/u.test(next.word);
  const isLast = at + 2 === tokens.length || (isPredicate && isIn(tokens[at + 2], "prepositions"));
  return isLast && isContent(next);
}

const asksWhat = ({ word }: Token) => ["what", "who", "which", "whose"].includes(word);

function findDemonstrative(question: string, tokens: readonly Token[], at: number): Dependence | undefined {
  const [token, ...rest] = tokens.slice(at);
  if (token === undefined || !demonstratives.includes(token.word)) return undefined;
  const end = rest.findIndex((next) => !isContent(next) || next.isCutOff);
  const nouns = end < 0 ? rest : rest.slice(0, end);
  const noun = nouns[0];
  if (noun === undefined) return undefined;
  // "the form that staff need"
  if (token.word === "that" && at > 0 && nouns.length > 1) return undefined;
  return {
    kind: "demonstrative",
    span: { start: token.span.start, end: noun.span.end },
    noun: question.slice(noun.span.start, noun.span.end),
  };
}

/**
 * Recognises "is it possible to", "how long does it take to", "is it true that": the rest of the sentence says what
 * "it" is.
 */
function isExpletive(tokens: readonly Token[], at: number): boolean {
  if (["time", "day", "date"].includes(tokens[at - 2]?.word ?? "")) return true;
  if (!isIn(tokens[at - 1], "auxiliaries")) return false;
  const after = tokens.slice(at + 2, at + 6);
  return after.some(({ word }) => ["to", "that", "if", "whether", "when"].includes(word));
}

/** Returns true if an earlier clause names something, or the main clause after an opening condition. */
function hasAntecedent(question: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  const marker = tokens.findLastIndex(
    (marked, index) => index > 0 && index <= at && (marked.isCutOff || (index < at && isIn(marked, "clauses"))),
  );
  const earlier = question.slice(0, tokens[marker]?.span.start ?? 0);
  if (marker > 0 && findTopics(earlier).length > 0) return true;
  // A companion may refer to the subject of the clause: "do children need an adult with them".
  if (["with", "around", "behind"].includes(tokens[at - 1]?.word ?? ""))
    return findTopics(question.slice(0, token.span.start)).length > 0;
  const cut = tokens.findIndex((later, index) => index > at && later.isCutOff);
  return isIn(tokens[0], "clauses") && cut > 0 && findTopics(question.slice(tokens[cut - 1]?.span.end ?? 0)).length > 0;
}

function isPlace(tokens: readonly Token[], at: number): boolean {
  const isExistence = isIn(tokens[at - 1], "auxiliaries") || isIn(tokens[at + 1], "auxiliaries");
  return !isExistence && at > 0;
}
