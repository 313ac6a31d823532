import { denseLetter, LETTERS_OF_DENSE } from "./dense-letters.ts";

/**
 * Maximum number of characters before the end of a beginning that may be left out, so that it ends between two words.
 */
const MAX_WORD_CHARACTERS = 64;

/**
 * Returns the beginning of a text with at most `limit` UTF-16 code units, where a character of Chinese, Japanese or
 * Korean counts as four. It ends at white space if there is some near its end, and it never ends within a character.
 */
export function takeBeginning(text: string, limit: number): string {
  const end = endOfBeginning(text, limit);
  if (end === text.length) return text;
  const beginning = text.slice(0, end).replace(/[\uD800-\uDBFF]$/, "");
  const restOfWord = /\s\S*$/.exec(beginning.slice(-MAX_WORD_CHARACTERS))?.[0] ?? "";
  return beginning.slice(0, beginning.length - restOfWord.length);
}

/** Returns the greatest end for which the characters before it count as at most `limit`. */
function endOfBeginning(text: string, limit: number): number {
  if (text.length * LETTERS_OF_DENSE <= limit) return text.length;
  let extra = 0;
  for (const { index, 0: character } of text.slice(0, limit).matchAll(denseLetter)) {
    const withCharacter = extra + LETTERS_OF_DENSE - 1;
    if (index + character.length + withCharacter > limit) return Math.min(index, limit - extra);
    extra = withCharacter;
  }
  return Math.min(text.length, limit - extra);
}
