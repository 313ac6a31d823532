import { segmentWords, type Word } from "../../text/index.ts";
import lists from "./english.json" with { type: "json" };

/** A word of a text. */
export interface Token extends Word {
  /** The word in lower case. */
  readonly word: string;
  /** True if something other than white space separates the word from the word before. */
  readonly isCutOff: boolean;
}

export type WordList = keyof typeof lists;

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([name, list]) => [name, new Set(list.split(" "))]),
);

/** Splits a text into words, in reading order. */
export function readTokens(text: string): readonly Token[] {
  let end = 0;
  return segmentWords(text).map((token) => {
    const isCutOff = end > 0 && text.slice(end, token.span.start).trim() !== "";
    end = token.span.end;
    return { ...token, word: token.text.toLowerCase().replaceAll("’", "'"), isCutOff };
  });
}

/** Returns true if the word is in one of the lists; false for an undefined token. */
export function isIn(token: Pick<Token, "word"> | undefined, ...names: readonly WordList[]): boolean {
  return token !== undefined && names.some((name) => sets.get(name)?.has(token.word));
}

/** Returns true for a word with a meaning, rather than a grammatical one. */
export function isContent(token: Token): boolean {
  const grammar = [
    "determiners",
    "prepositions",
    "auxiliaries",
    "asking",
    "clauses",
    "connectives",
    "pronouns",
    "adverbs",
  ] as const;
  return (
    !isIn(token, ...grammar) && !["of", "its", "their", "his", "her", "i'm", "what's", "it's", "s"].includes(token.word)
  );
}
