// V8 makes a short substring a copy, and a longer one a view that keeps the whole text alive.
const copiedLength = 12;

/** Remembers the terms of written words; holds at most twice its size, the words of late the longest. */
export interface TermCache {
  get(word: string): readonly string[] | undefined;
  set(word: string, terms: readonly string[]): void;
}

/** Two generations: when the young one is full it becomes the old one, and the old one is dropped. */
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
    const aged = old.get(word);
    if (aged !== undefined) set(detach(word), aged);
    return aged;
  };
  return { get, set: (word, terms) => set(detach(word), terms.map(detach)) };
}

function detach(word: string): string {
  return word.length <= copiedLength ? word : word.split("").join("");
}
