import { append } from "../../core/index.ts";
import { createTermCache } from "./term-cache.ts";
import { hasUnspacedScript, unspacedRun } from "./word-pattern.ts";
import { writtenWords } from "./written-words.ts";

const hyphensBetweenLetters = /^[\p{L}\p{M}']+(?:-[\p{L}\p{M}']+)+$/u;

/** Number of recent words whose folded form is cached. */
const CACHED_WORDS = 32_768;
const folded = createTermCache(CACHED_WORDS);

/**
 * Returns the words of a text in the form in which phrases are compared: NFKC, lower case, one kind of apostrophe and
 * hyphen. A hyphen between letters separates words (`well-known`). An identifier with digits is one word (`A-113-07`),
 * and so is each character of a script without spaces.
 */
export function foldWords(text: string): string[] {
  const words: string[] = [];
  for (const written of writtenWords(text)) append(words, foldWord(written));
  return words;
}

function foldWord(written: string): readonly string[] {
  const cached = folded.get(written);
  if (cached !== undefined) return cached;
  const words = splitWord(written.toLowerCase().replaceAll("’", "'").replaceAll("‐", "-"));
  folded.set(written, words);
  return words;
}

function splitWord(word: string): readonly string[] {
  if (hasUnspacedScript(word)) return splitCharacters(word);
  return hyphensBetweenLetters.test(word) ? word.split("-") : [word];
}

function splitCharacters(word: string): readonly string[] {
  const pieces: string[] = [];
  let done = 0;
  for (const { index, 0: run } of word.matchAll(unspacedRun)) {
    if (index > done) pieces.push(word.slice(done, index));
    append(pieces, run);
    done = index + run.length;
  }
  if (done < word.length) pieces.push(word.slice(done));
  return pieces;
}
