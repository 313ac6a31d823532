import { createRequire } from "node:module";

// An `import` would scan the package's 870 kB for export names, which takes six times as long as running it.
const { newStemmer }: typeof import("snowball-stemmers") = createRequire(import.meta.url)("snowball-stemmers");

/** Name and version of the stemmer, for the analysis fingerprint; a test compares it with the installed package. */
export const stemmerVersion = "snowball-stemmers 0.6.0";

const algorithms: ReadonlyMap<string, string> = new Map([
  ["ar", "arabic"],
  ["ca", "catalan"],
  ["cs", "czech"],
  ["da", "danish"],
  ["de", "german"],
  ["en", "english"],
  ["es", "spanish"],
  ["eu", "basque"],
  ["fi", "finnish"],
  ["fr", "french"],
  ["ga", "irish"],
  ["hu", "hungarian"],
  ["hy", "armenian"],
  ["it", "italian"],
  ["nb", "norwegian"],
  ["nl", "dutch"],
  ["nn", "norwegian"],
  ["no", "norwegian"],
  ["pt", "portuguese"],
  ["ro", "romanian"],
  ["ru", "russian"],
  ["sl", "slovene"],
  ["sv", "swedish"],
  ["ta", "tamil"],
  ["tr", "turkish"],
]);

/** Languages (ISO 639-1) with a stemmer. */
export const stemmedLanguages: readonly string[] = [...algorithms.keys()];

/** Returns the Snowball stemmer of a language (ISO 639-1). For languages without one, words stay as they are. */
export function stemWords(language: string): (word: string) => string {
  const algorithm = algorithms.get(language);
  if (algorithm === undefined) return (word) => word;
  const stemmer = newStemmer(algorithm);
  return (word) => stemmer.stem(word);
}
