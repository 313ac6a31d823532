import { foldWords } from "./fold-words.ts";
import { isStopWordsOfOneLanguage } from "./stop-words.ts";

/** Whether the words of a text, if it has any, are all stop words of one language: `and`, `und der`, `?`. */
export function hasOnlyStopWords(text: string): boolean {
  return isStopWordsOfOneLanguage(foldWords(text));
}
