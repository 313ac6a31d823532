import { foldWords } from "./fold-words.ts";
import { isStopWordsOfOneLanguage } from "./stop-words.ts";

/**
 * Returns whether all words of a text are stop words of one of the languages (ISO 639-1): `and`, `und der`; true for a
 * text without words. A stop word of one language can be a noun of another: `door` is Dutch for "by".
 */
export function hasOnlyStopWords(text: string, languages: readonly string[]): boolean {
  return isStopWordsOfOneLanguage(foldWords(text), languages);
}
