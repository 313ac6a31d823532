import type { Analyzer } from "../../../core/index.ts";
import { createBoundedCache } from "../select/bounded-cache.ts";
import { hashPair } from "./word-pairs.ts";

/** Number of words whose kind is cached, for each language. */
const CACHED_WORDS = 32_768;

/** Returns the hashes of the pairs of content words that follow each other, stop words left out, each once. */
export type PairReader = (words: readonly string[], language: string) => ReadonlySet<number>;

/**
 * Creates a reader of pairs. If words follow each other in a text, their pairs are among those of the text in the same
 * language.
 */
export function createPairReader(analyzer: Analyzer): PairReader {
  const languages = new Map<string, (word: string) => boolean>();
  const stopWordTest = (language: string): ((word: string) => boolean) => {
    const known = createBoundedCache<string, boolean>(CACHED_WORDS);
    return (word) => known.get(word, () => analyzer.analyze(word, language).length === 0);
  };
  return (words, language) => {
    const isStopWord = languages.get(language) ?? stopWordTest(language);
    languages.set(language, isStopWord);
    const pairs = new Set<number>();
    let previous: string | undefined;
    for (const word of words) {
      if (isStopWord(word)) continue;
      if (previous !== undefined) pairs.add(hashPair(previous, word));
      previous = word;
    }
    return pairs;
  };
}
