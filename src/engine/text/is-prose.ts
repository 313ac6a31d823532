import { textParts } from "./text-parts.ts";

/**
 * Minimum share of the letters and digits that occur in words. Prose has .8 and more, price lists .5, number tables .1.
 */
const MIN_WORD_SHARE = 0.2;
/** Maximum share of the letters and digits that occur in long runs without a space, as in encoded data. */
const MAX_RUN_SHARE = 0.5;
/** Number of letters and digits below which a text is too short for shares. */
const MIN_CHARACTERS = 40;
/** Length from which a run of ASCII characters without a space is long: few words and addresses reach it. */
const LONG_RUN_CHARACTERS = 30;

const letter = /\p{L}/u;
const alphanumeric = /[\p{L}\p{M}\p{N}]/u;
const asciiAlphanumeric = /[A-Za-z0-9]/;
/** Whether each ASCII character is a letter or digit: a table is many times as fast as a pattern. */
const isAsciiAlphanumeric = Array.from({ length: 0x80 }, (_, unit) =>
  asciiAlphanumeric.test(String.fromCharCode(unit)),
);
/** A word of three Latin letters or more that is not part of a code, or a letter of another script. */
const word =
  /(?<![\p{L}\p{M}\p{N}+/=_])\p{Script=Latin}[\p{Script=Latin}\p{M}]{2,}(?![\p{L}\p{M}\p{N}+/=_])|[^\P{L}\p{Script=Latin}]\p{M}*/gu;
const longRun = new RegExp(`[!-~]{${LONG_RUN_CHARACTERS},}`, "g");

/**
 * Tests whether a text has words enough for an embedding model to read. Lists and tables of numbers, hex dumps, base64
 * and minified code have not: their vectors would be near to unrelated questions.
 *
 * The rule depends on the text alone. A text is prose if at least 20 % of its letters and digits occur in
 * words, and at most half of them in runs of 30 or more ASCII characters without a space. A text of fewer than
 * 40 is prose if it has a letter.
 */
export function isProse(text: string): boolean {
  const characters = countAlphanumeric(text);
  if (characters < MIN_CHARACTERS) return letter.test(text);
  const inWords = countWithin(text, word);
  return inWords >= MIN_WORD_SHARE * characters && countWithin(text, longRun) <= MAX_RUN_SHARE * characters;
}

/** Returns the number of letters and digits in the matches of a pattern. */
function countWithin(text: string, pattern: RegExp): number {
  let sum = 0;
  for (const part of textParts(text)) {
    for (const [match] of part.text.matchAll(pattern)) sum += countAlphanumeric(match);
  }
  return sum;
}

function countAlphanumeric(text: string): number {
  let count = 0;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit < isAsciiAlphanumeric.length) {
      if (isAsciiAlphanumeric[unit]) count += 1;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(place) ?? unit);
    if (alphanumeric.test(character)) count += 1;
    place += character.length - 1;
  }
  return count;
}
