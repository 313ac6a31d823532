/** Treatment of a hyphen at a line's end. */
export type HyphenRule = "join" | "keep" | "leave";

/** Number of occurrences of words in a document, in lower case, without those that a line's end cuts. */
export type WordCounts = ReadonlyMap<string, number>;

const SOFT_HYPHEN = "\u00AD";
const CUT = /(?<![\p{L}\p{M}]|[\p{L}\p{M}][-\u2010])(\p{L}[\p{L}\p{M}]*(?:[-\u2010]\p{L}[\p{L}\p{M}]*)*)[-\u2010]$/u;
const NEXT = /^(\p{Ll}[\p{L}\p{M}]*)/u;
/** Words that begin compounds. A line that ends with one was not cut within a word. */
const FIRST_PARTS = new Set([
  "all",
  "cross",
  "ex",
  "half",
  "low",
  "high",
  "long",
  "non",
  "off",
  "on",
  "self",
  "short",
  "well",
]);
const MIN_WORD = 3;
/** Minimum length of a word that is not only an ending. */
const LONG_PART = 7;

/**
 * Decides about a line that ends with a hyphen:
 *
 * - `join`: the hyphen breaks a word ("treat-" "ment"), and is dropped;
 * - `keep`: it belongs to a compound ("long-" "term"), and no space follows;
 * - `leave`: it is a dash, a minus sign or a list of parts, and the line's end stays.
 *
 * If the word occurs elsewhere in the document, with or without a hyphen, that decides. Otherwise two parts that seem
 * to be words themselves are a compound, and anything else is one word.
 */
export function resolveHyphen(line: string, next: string, counts: WordCounts): HyphenRule {
  if (line.endsWith(SOFT_HYPHEN)) return "join";
  const [, first] = CUT.exec(line.toLowerCase()) ?? [];
  const [, second] = NEXT.exec(next) ?? [];
  if (first === undefined || second === undefined) return "leave";
  const joined = counts.get(`${first}${second}`) ?? 0;
  const hyphenated = counts.get(`${first}-${second}`) ?? 0;
  if (joined !== hyphenated) return joined > hyphenated ? "join" : "keep";
  return isCompound(first, second, counts) ? "keep" : "join";
}

/** Returns whether two parts seem to be words themselves. */
function isCompound(first: string, second: string, counts: WordCounts): boolean {
  if (FIRST_PARTS.has(first) || first.includes("-")) return true;
  return isWord(first, counts) && (second.length >= LONG_PART || isWord(second, counts));
}

function isWord(part: string, counts: WordCounts): boolean {
  return part.length >= MIN_WORD && (counts.get(part) ?? 0) > 0;
}

const NO_WORD = /[^\p{L}\p{M}\u2010-]+/u;

/** Counts the words of consecutive lines. */
export function countWords(lines: Iterable<string>): WordCounts {
  const counts = new Map<string, number>();
  let isCut = false;
  for (const line of lines) {
    const words = line.toLowerCase().replaceAll("\u2010", "-").split(NO_WORD);
    for (const [index, word] of words.entries()) {
      if (word === "" || word.endsWith("-") || (index === 0 && isCut)) continue;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    isCut = /[-\u2010\u00AD]$/u.test(line);
  }
  return counts;
}
