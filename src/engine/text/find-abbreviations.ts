/** A short form and what a text says that it stands for, both as they are written. */
export interface Abbreviation {
  readonly short: string;
  readonly long: string;
}

const inBrackets = /[([]([^()[\]\n]{1,200})[)\]]/g;
/** What may stand between the brackets behind the short form: `(ECG; see below)`. */
const furtherRemark = /[;,]/;
const endOfSentence = /[.!?;:]\s+|\n/;
const wordBefore = /(\S+)$/;
const alphanumeric = /[\p{L}\p{N}]/u;
const shortForm = /^[\p{L}\p{N}]\S*(?:\s\S+)?$/u;
const LONGEST_SHORT = 10;
const LONGEST_LONG = 200;

/**
 * Finds the abbreviations that a text explains, either way round: `electrocardiogram (ECG)`, `ECG (electrocardiogram)`.
 *
 * A short form has 2 to 10 characters with two capitals or digits at least, in at most two words. Its characters must stand
 * in the long form in their order, the first one at the beginning of a word; the long form is the shortest such run of words
 * before the brackets, of at most |short| + 5 and 2 · |short| words.
 *
 * @returns  in reading order; one that is explained twice is there twice
 * @see Schwartz, Hearst: A simple algorithm for identifying abbreviation definitions in biomedical text, PSB 2003
 */
export function findAbbreviations(text: string): readonly Abbreviation[] {
  return [...text.matchAll(inBrackets)].flatMap(({ index, 1: bracketed = "" }) => {
    const before = text.slice(Math.max(0, index - LONGEST_LONG), index).trimEnd();
    const [inside = ""] = bracketed.split(furtherRemark);
    return explainedBefore(inside.trim(), before) ?? explainedInside(bracketed.trim(), before) ?? [];
  });
}

/** `long (short)` */
function explainedBefore(short: string, before: string): Abbreviation | undefined {
  if (!isShortForm(short)) return undefined;
  const words = (before.split(endOfSentence).at(-1) ?? "").split(/\s+/).filter((word) => word !== "");
  const long = findLongForm(short, words.slice(-mostWords(short)).join(" "));
  return long === undefined ? undefined : { short, long };
}

/** `short (long)`: there the brackets hold the long form and nothing else. */
function explainedInside(long: string, before: string): Abbreviation | undefined {
  const short = (wordBefore.exec(before)?.[1] ?? "").replace(/^[^\p{L}\p{N}]+/u, "");
  if (!isShortForm(short) || long.split(/\s+/).length > mostWords(short)) return undefined;
  return findLongForm(short, long) === long ? { short, long } : undefined;
}

function isShortForm(text: string): boolean {
  if (text.length < 2 || text.length > LONGEST_SHORT || !shortForm.test(text)) return false;
  return (text.match(/[\p{Lu}\p{N}]/gu) ?? []).length >= 2 && /\p{L}/u.test(text);
}

function mostWords({ length }: string): number {
  return Math.min(length + 5, 2 * length);
}

/** Matches the characters from the last to the first, each as far right as it stands. */
function findLongForm(short: string, candidate: string): string | undefined {
  const wanted = [...short.toLowerCase()].filter((character) => alphanumeric.test(character));
  const text = candidate.toLowerCase();
  let at = text.length;
  for (const [position, character] of [...wanted.entries()].reverse()) {
    do at = text.lastIndexOf(character, at - 1);
    while (position === 0 && at > 0 && alphanumeric.test(text.charAt(at - 1)));
    if (at < 0 || (at === 0 && position > 0)) return undefined;
  }
  // The lower case of a few letters is longer than they are.
  if (text.length !== candidate.length) return undefined;
  const long = candidate.slice(at);
  const hasShort = long.split(/[^\p{L}\p{N}-]+/u).includes(short);
  return long.length <= short.length || hasShort ? undefined : long;
}
