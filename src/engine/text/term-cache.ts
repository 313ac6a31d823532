/** Length up to which V8 copies a substring. A longer one is a view that keeps the whole text in memory. */
const COPIED_LENGTH = 12;

/** Cache of the terms of written words, for the most recently used words. */
export interface TermCache {
  get(word: string): readonly string[] | undefined;
  set(word: string, terms: readonly string[]): void;
}

/**
 * Creates a cache of two generations of `size` words each. When the young generation is full, it becomes the old
 * one, and the old one is dropped.
 */
export function createTermCache(size: number): TermCache {
  let young = new Map<string, readonly string[]>();
  let old = new Map<string, readonly string[]>();
  const set = (word: string, terms: readonly string[]): void => {
    if (young.size >= size) {
      old = young;
      young = new Map();
    }
    young.set(word, terms);
  };
  const get = (word: string): readonly string[] | undefined => {
    const terms = young.get(word);
    if (terms !== undefined) return terms;
    const oldTerms = old.get(word);
    if (oldTerms !== undefined) set(detach(word), oldTerms);
    return oldTerms;
  };
  return { get, set: (word, terms) => set(detach(word), terms.map(detach)) };
}

/** Returns a copy of a word that does not keep its text in memory. */
function detach(word: string): string {
  return word.length <= COPIED_LENGTH ? word : word.split("").join("");
}
