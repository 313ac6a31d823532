import type { Analyzer } from "../../../core/index.ts";
import { hashPair, hashWord } from "./word-pairs.ts";

/** Number of words whose hash is cached, for each language. */
const CACHED_WORDS = 32_768;

/** Returns the hashes of the pairs of content words that follow each other, stop words left out, each once. */
export type PairReader = (words: readonly string[], language: string) => ReadonlySet<number>;

/**
 * Creates a reader of pairs. If words follow each other in a text, their pairs are among those of the text in the same
 * language.
 */
export function createPairReader(analyzer: Analyzer): PairReader {
  const languages = new Map<string, (word: string) => number | undefined>();
  return (words, language) => {
    const hashOf = languages.get(language) ?? contentHasher(analyzer, language);
    languages.set(language, hashOf);
    const pairs = new Set<number>();
    let previous: number | undefined;
    for (const word of words) {
      const hash = hashOf(word);
      if (hash === undefined) continue;
      if (previous !== undefined) pairs.add(hashPair(previous, hash));
      previous = hash;
    }
    return pairs;
  };
}

/** Creates a function that returns the hash of a content word; undefined for a stop word. */
function contentHasher(analyzer: Analyzer, language: string): (word: string) => number | undefined {
  const hashes = new Map<string, number | undefined>();
  return (word) => {
    if (hashes.has(word)) return hashes.get(word);
    const hash = analyzer.analyze(word, language).length === 0 ? undefined : hashWord(word);
    if (hashes.size >= CACHED_WORDS) hashes.clear();
    hashes.set(word, hash);
    return hash;
  };
}
