declare module "snowball-stemmers" {
  export interface Stemmer {
    /** Of a lower-case word. Not re-entrant: the stemmer keeps the word in itself while it works. */
    stem(word: string): string;
  }
  export function newStemmer(algorithm: string): Stemmer;
}
