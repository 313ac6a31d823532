import { append } from "../../core/index.ts";
import { hasUnspacedScript, unspacedRun } from "./word-pattern.ts";
import { writtenWords } from "./written-words.ts";

const hyphensBetweenLetters = /^[\p{L}\p{M}']+(?:-[\p{L}\p{M}']+)+$/u;

/**
 * Returns the words of a text in the form in which phrases are compared: NFKC, lower case, one kind of apostrophe and hyphen.
 * A hyphen between letters separates words (`well-known`). An identifier with digits is one word (`A-113-07`), and so is each
 * character of a script without spaces.
 */
export function foldWords(text: string): string[] {
  return writtenWords(text).flatMap((written) => {
    const word = written.toLowerCase().replaceAll("’", "'").replaceAll("‐", "-");
    if (hasUnspacedScript(word)) return splitCharacters(word);
    return hyphensBetweenLetters.test(word) ? word.split("-") : [word];
  });
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
