const character = String.raw`[\p{L}\p{N}\p{M}_]`;

/**
 * Source of the expression for one word as it is written, with what holds an identifier together: `x-ray`, `E11.9`,
 * `v1.2.3`, `snake_case`, `user@x.org`, `don't`, `1,234`, `C++`, `C#`.
 */
export const wordPattern = String.raw`[A-Za-z](?:\+\+|#)(?!${character})|${character}+(?:(?:['’.@‐‑-]|(?<=\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd})))${character}+)*`;

const unspaced = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]`;

/** A run of a script that writes no spaces between words. */
export const unspacedRun: RegExp = new RegExp(`${unspaced}+`, "gu");

/** Whether a word has characters of a script that writes no spaces; the first test is the quick one. */
export function hasUnspacedScript(word: string): boolean {
  for (let index = 0; index < word.length; index++) {
    if (word.charCodeAt(index) >= 0x0e00) return unspacedScript.test(word);
  }
  return false;
}

const unspacedScript = new RegExp(unspaced, "u");
