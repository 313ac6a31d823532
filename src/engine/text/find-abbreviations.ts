/** A short form and its long form, both as written in a text. */
export interface Abbreviation {
  readonly short: string;
  readonly long: string;
}

const inBrackets = /[([]([^()[\]\n]{1,200})[)\]]/g;
/** Beginning of a remark after the short form: `(ECG; see below)`. */
const furtherRemark = /[;,]/;
const endOfSentence = /[.!?;:]\s+|\n/;
const wordBefore = /(?<!\S)(\S+)$/;
const alphanumeric = /[\p{L}\p{N}]/u;
const shortForm = /^[\p{L}\p{N}]\S*(?:\s\S+)?$/u;
/** Maximum length of a short form in UTF-16 code units. */
const MAX_SHORT_LENGTH = 10;
/** Maximum length of a long form in UTF-16 code units. */
const MAX_LONG_LENGTH = 200;

/**
 * Finds the abbreviations that a text explains, in either order:
 * `electrocardiogram (ECG)` or `ECG (electrocardiogram)`.
 *
 * A short form has 2 to 10 characters, at least two of them capitals or digits, in at most two words. Its characters
 * must occur in the long form in the same order, the first one at the beginning of a word. The long form is the
 * shortest such run of words before the brackets; it has at most |short| + 5 and at most 2 · |short| words.
 *
 * @returns  in reading order; an abbreviation that is explained twice is listed twice
 * @see Schwartz, Hearst: A simple algorithm for identifying abbreviation definitions in biomedical text, PSB 2003
 */
export function findAbbreviations(text: string): readonly Abbreviation[] {
  return [...text.matchAll(inBrackets)].flatMap(({ index, 1: bracketed = "" }) => {
    const before = text.slice(Math.max(0, index - MAX_LONG_LENGTH), index).trimEnd();
    const [inside = ""] = bracketed.split(furtherRemark);
    return explainedBefore(inside.trim(), before) ?? explainedInside(bracketed.trim(), before) ?? [];
  });
}

/** Reads `long (short)`. */
function explainedBefore(short: string, before: string): Abbreviation | undefined {
  if (!isShortForm(short)) return undefined;
  const words = (before.split(endOfSentence).at(-1) ?? "").split(/\s+/).filter((word) => word !== "");
  const long = findLongForm(short, words.slice(-maxWords(short)).join(" "));
  return long === undefined ? undefined : { short, long };
}

/** Reads `short (long)`, where the brackets contain the long form and nothing else. */
function explainedInside(long: string, before: string): Abbreviation | undefined {
  const short = (wordBefore.exec(before)?.[1] ?? "").replace(/^[^\p{L}\p{N}]+/u, "");
  if (!isShortForm(short) || long.split(/\s+/).length > maxWords(short)) return undefined;
  return findLongForm(short, long) === long ? { short, long } : undefined;
}

function isShortForm(text: string): boolean {
  if (text.length < 2 || text.length > MAX_SHORT_LENGTH || !shortForm.test(text)) return false;
  return (text.match(/[\p{Lu}\p{N}]/gu) ?? []).length >= 2 && /\p{L}/u.test(text);
}

function maxWords({ length }: string): number {
  return Math.min(length + 5, 2 * length);
}

/** Matches the short form's characters from the last to the first, each at its rightmost place. */
function findLongForm(short: string, candidate: string): string | undefined {
  const characters = [...short.toLowerCase()].filter((character) => alphanumeric.test(character));
  const text = candidate.toLowerCase();
  let at = text.length;
  for (const [position, character] of [...characters.entries()].reverse()) {
    do at = text.lastIndexOf(character, at - 1);
    while (position === 0 && at > 0 && alphanumeric.test(text.charAt(at - 1)));
    if (at < 0 || (at === 0 && position > 0)) return undefined;
  }
  // A few letters are longer in lower case, so that places no longer match.
  if (text.length !== candidate.length) return undefined;
  const long = candidate.slice(at);
  const hasShort = long.split(/[^\p{L}\p{N}-]+/u).includes(short);
  return long.length <= short.length || hasShort ? undefined : long;
}
