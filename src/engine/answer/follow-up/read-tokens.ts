import { type Word, words } from "../../text/index.ts";
import lists from "./english.json" with { type: "json" };

/** A word of a question, with what stands before it. */
export interface Token extends Word {
  /** In lower case. */
  readonly word: string;
  /** Whether something else than white space stands between the word before and this one. */
  readonly isCutOff: boolean;
}

export type WordList = keyof typeof lists;

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([name, list]) => [name, new Set(list.split(" "))]),
);

export function readTokens(text: string): readonly Token[] {
  let end = 0;
  return words(text).map((one) => {
    const isCutOff = end > 0 && text.slice(end, one.span.start).trim() !== "";
    end = one.span.end;
    return { ...one, word: one.text.toLowerCase().replaceAll("’", "'"), isCutOff };
  });
}

/** Whether the word is in one of the lists; a token that is not there is in none. */
export function isIn(token: Pick<Token, "word"> | undefined, ...names: readonly WordList[]): boolean {
  return token !== undefined && names.some((name) => sets.get(name)?.has(token.word));
}

/** Whether a word carries meaning of its own. */
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
