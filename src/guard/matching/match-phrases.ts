import type { Span } from "../../core/index.ts";
import { type FoldedToken, foldTokens } from "./fold-tokens.ts";

/** A phrase in a text. */
export interface PhraseMatch extends Span {
  /** Index of the phrase in its list. */
  readonly phrase: number;
}

interface ListedPhrase {
  readonly words: readonly PhraseWord[];
  readonly index: number;
}

interface PhraseWord {
  readonly word: string;
  /** Whether longer words that begin so match as well. */
  readonly isBeginning: boolean;
}

/** Number of letters of a beginning, at least. Shorter ones would match almost every text. */
const MIN_BEGINNING = 3;
const written = /[^\s*]+\*?/gu;

/**
 * Creates a function that yields the phrases of a list in a text: whole words, in any case and spacing. A star after a
 * word stands for any ending: `dos*` has three letters at least before it, or it counts as the word itself.
 *
 * It takes time linear in the text for each phrase that begins with the same word.
 */
export function createPhraseMatcher(phrases: readonly string[]): (text: string) => Iterable<PhraseMatch> {
  const exact = new Map<string, ListedPhrase[]>();
  const beginnings = new Map<string, ListedPhrase[]>();
  for (const [index, phrase] of phrases.entries()) {
    const words = readPhrase(phrase);
    const [first] = words;
    if (first === undefined) continue;
    const [places, key] = first.isBeginning ? [beginnings, first.word.slice(0, MIN_BEGINNING)] : [exact, first.word];
    const listed = places.get(key);
    if (listed === undefined) places.set(key, [{ words, index }]);
    else listed.push({ words, index });
  }
  return function* find(text) {
    const tokens = foldTokens(text);
    for (const [at, { start, word }] of tokens.entries()) {
      const candidates = [...(exact.get(word) ?? []), ...(beginnings.get(word.slice(0, MIN_BEGINNING)) ?? [])];
      for (const { words, index } of candidates) {
        const last = matchesAt(tokens, at, words);
        if (last !== undefined) yield { start, end: last.end, phrase: index };
      }
    }
  };
}

function readPhrase(phrase: string): readonly PhraseWord[] {
  return Array.from(phrase.matchAll(written)).flatMap(({ 0: part }) => {
    const words = foldTokens(part).map(({ word }) => word);
    return words.map((word, index) => {
      const isBeginning = part.endsWith("*") && index === words.length - 1 && word.length >= MIN_BEGINNING;
      return { word, isBeginning };
    });
  });
}

/** Returns the last token of a phrase that begins at a token; undefined if it is not there. */
function matchesAt(tokens: readonly FoldedToken[], at: number, words: readonly PhraseWord[]): FoldedToken | undefined {
  let last: FoldedToken | undefined;
  for (const [offset, { word, isBeginning }] of words.entries()) {
    const found = tokens[at + offset];
    if (found === undefined) return undefined;
    if (isBeginning ? !found.word.startsWith(word) : found.word !== word) return undefined;
    last = found;
  }
  return last;
}
