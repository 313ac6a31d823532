const character = String.raw`[\p{L}\p{N}\p{M}_]`;

/**
 * Source of the regular expression for one word as written. It includes the joints of identifiers: `x-ray`, `E11.9`,
 * `v1.2.3`, `snake_case`, `user@x.org`, `don't`, `1,234`, `C++`, `C#`.
 */
export const wordPattern = String.raw`[A-Za-z](?:\+\+|#)(?!${character})|${character}+(?:(?:['’.@‐‑-]|(?<=\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd})))${character}+)*`;

const unspaced = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]`;

/** Matches a run of characters of scripts without spaces between words. */
export const unspacedRun: RegExp = new RegExp(`${unspaced}+`, "gu");

/**
 * Returns whether a word has characters of a script without spaces. The loop is a quick test before the slower
 * expression.
 */
export function hasUnspacedScript(word: string): boolean {
  for (let index = 0; index < word.length; index++) {
    if (word.charCodeAt(index) >= 0x0e00) return unspacedScript.test(word);
  }
  return false;
}

const unspacedScript = new RegExp(unspaced, "u");
