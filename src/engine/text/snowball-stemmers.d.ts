declare module "snowball-stemmers" {
  export interface Stemmer {
    /** Stems a lower-case word. Not re-entrant, since the stemmer stores the word while it works. */
    stem(word: string): string;
  }
  export function newStemmer(algorithm: string): Stemmer;
}
