import generalWords from "./general-words.json" with { type: "json" };

let words: ReadonlySet<string> | undefined;

/**
 * Returns whether a lower-case word is one of the 10,000 most frequent English words of four letters and more, which
 * are not typing errors even where no text contains them. `scripts/make-general-words.mjs` makes the list.
 */
export function isGeneralWord(word: string): boolean {
  words ??= new Set(generalWords.split(" "));
  return words.has(word);
}
