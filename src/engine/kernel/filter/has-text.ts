const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
const unspacedScript = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]/u;

/**
 * Returns whether a value has a text in it, ignoring case, from the beginning of a word to the end of one. Words end at
 * every character that is not a letter or digit. In scripts without spaces each character is a word.
 */
export function hasText(value: string | number | boolean, text: string): boolean {
  const wanted = fold(text.trim());
  if (wanted === "") return false;
  const whole = fold(String(value));
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) {
    if (isBetweenWords(whole, at) && isBetweenWords(whole, at + wanted.length)) return true;
  }
  return false;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function isBetweenWords(text: string, at: number): boolean {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? "";
  const behind = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  const isInside = wordCharacter.test(before) && wordCharacter.test(behind);
  return !isInside || unspacedScript.test(before) || unspacedScript.test(behind);
}
