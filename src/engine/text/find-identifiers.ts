import { segmentWords, type Word } from "./segment-words.ts";

const letter = /\p{L}/u;
const digit = /\p{N}/u;
const codeMark = /_|@|\p{Ll}\p{Lu}|\p{Lu}{2}|^\p{L}(?:\+\+|#)$|\p{N}[-.]\p{N}+[-.]\p{N}/u;
const ordinalOrQuantity = /^\p{N}+(?:[.,]\p{N}+)*(?:st|nd|rd|th|s|\p{Ll}{1,3})$/u;

/**
 * Finds codes and names that are not ordinary words: `E11.9`, `COVID-19`, `A-113`, `v1.2.3`, `fooBar`, `snake_case`,
 * `user@x.org`, `WHO`. Skips plain numbers, ordinals and quantities (`12mg`).
 *
 * @returns in reading order
 */
export function findIdentifiers(text: string): readonly Word[] {
  return segmentWords(text).filter((word) => isCode(word.text) && !ordinalOrQuantity.test(word.text));
}

/**
 * Returns whether a word has letters and digits, or a sign of a code. One expression for both
 * orders would take quadratic time.
 */
function isCode(word: string): boolean {
  return (letter.test(word) && digit.test(word)) || codeMark.test(word);
}
