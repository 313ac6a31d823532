/** Matches characters that say as much as several letters of an alphabet, and so are about half a word. */
export const denseLetter: RegExp = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;
/** Number of letters that a dense character counts for. */
export const LETTERS_OF_DENSE = 4;
