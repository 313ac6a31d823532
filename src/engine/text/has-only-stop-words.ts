import { foldWords } from "./fold-words.ts";
import { isStopWordsOfOneLanguage } from "./stop-words.ts";

/** Returns whether all words of a text are stop words of one language: `and`, `und der`; true for a text without words. */
export function hasOnlyStopWords(text: string): boolean {
  return isStopWordsOfOneLanguage(foldWords(text));
}
