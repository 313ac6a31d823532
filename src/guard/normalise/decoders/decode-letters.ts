import type { Rewriting } from "../rewrite-text.ts";
import { replaceAll } from "./decode-marks.ts";
import type { Decoder } from "./decoder.ts";

const leetLetters: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "l",
};
const leetWord = /[A-Za-z0-9@$!|]{3,}/g;
const leetSign = /[0134578@$!|]/g;
/** Numbers with a unit or an ending, which are not words: 500mg, 2nd. */
const quantity =
  /^[$]?[0-9]+(?:st|nd|rd|th|am|pm|h|min|ms|s|d|x|k|m|b|g|l|a|v|w|c|f|kg|mg|ug|ml|dl|cl|mm|cm|km|ft|in|lb|oz|px|kb|mb|gb|tb|kw|hz|mmol|mcg|iu)?$/i;
/** Signs that end a sentence, and not a word in disguise. */
const finalMarks = /(?<![!|])[!|]+$/;

/** Reads digits and signs inside words as the letters that they look like: `1gn0r3` is `ignore`. */
export const leetDecoder: Decoder = {
  step: "leet",
  isInline: true,
  decode: (text) => replaceAll(text, leetWord, readLeet),
};

function readLeet(match: string): string {
  const end = finalMarks.exec(match)?.[0] ?? "";
  const body = match.slice(0, match.length - end.length);
  const plain = body.match(/[A-Za-z]/g)?.length ?? 0;
  const signs = body.match(leetSign)?.length ?? 0;
  if (plain === 0 || signs === 0 || quantity.test(body) || /^[A-Za-z]{1,2}[0-9]+$/.test(body)) return match;
  return body.replace(leetSign, (sign) => leetLetters[sign] ?? sign) + end;
}

const spacedLetters = /(?<![A-Za-z0-9])[A-Za-z](?:[ ._*-][A-Za-z](?![A-Za-z0-9])){3,1000000}/g;

/** Joins letters that are written apart: `i g n o r e` is `ignore`. */
export const spacedDecoder: Decoder = {
  step: "spaced",
  isInline: true,
  decode: (text) => replaceAll(text, spacedLetters, (run) => run.replace(/[ ._*-]/g, "")),
};

const commonWords = new Set(
  "a all and answer are as do for from give have ignore in instructions is it me my new not now of on or our please previous print prompt reveal rules show system tell that the this to was with you your".split(
    " ",
  ),
);
const MIN_COMMON_WORDS = 3;
const line = /[^\n]+/g;
const word = /[A-Za-z]+/g;

/** Reads lines that are English only after each letter moves by 13 places. */
export const rot13Decoder: Decoder = {
  step: "rot13",
  isInline: true,
  decode: (text): readonly Rewriting[] => replaceAll(text, line, readRot13),
};

function readRot13(original: string): string {
  const rotated = rotate(original);
  const isHidden = countCommon(rotated) >= MIN_COMMON_WORDS && countCommon(rotated) > 2 * countCommon(original);
  return isHidden ? rotated : original;
}

function countCommon(text: string): number {
  return (text.match(word) ?? []).filter((each) => commonWords.has(each.toLowerCase())).length;
}

function rotate(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
  });
}
