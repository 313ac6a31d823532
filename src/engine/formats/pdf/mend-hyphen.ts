/** What becomes of a hyphen at a line's end, and how the lines are put together. */
export type Mending = "join" | "keep" | "leave";

/** How often words stand in a document, in lower case, not counting those that a line's end cuts. */
export type WordCounts = ReadonlyMap<string, number>;

const SOFT_HYPHEN = "\u00AD";
const CUT = /(\p{L}[\p{L}\p{M}]*(?:[-\u2010]\p{L}[\p{L}\p{M}]*)*)[-\u2010]$/u;
const NEXT = /^(\p{Ll}[\p{L}\p{M}]*)/u;
/** Words that begin compounds; a line that ends with one was not cut within a word. */
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
const SHORTEST_WORD = 3;
/** Endings are shorter than this. */
const LONG_PART = 7;

/**
 * Decides about a line that ends with a hyphen:
 *
 * - `join`: the hyphen was set to break a word ("treat-" "ment"), and goes;
 * - `keep`: it belongs to a compound ("long-" "term"), and no space follows;
 * - `leave`: it is a dash, a number's sign or a list of parts, and the line's end stays.
 *
 * A word that stands elsewhere in the document, with or without hyphen, decides. Where neither does, two parts that seem
 * to be words themselves are a compound, and all else is one word.
 */
export function mendHyphen(line: string, next: string, counts: WordCounts): Mending {
  if (line.endsWith(SOFT_HYPHEN)) return "join";
  const [, first] = CUT.exec(line.toLowerCase()) ?? [];
  const [, second] = NEXT.exec(next) ?? [];
  if (first === undefined || second === undefined) return "leave";
  const seen = (word: string) => counts.get(word) ?? 0;
  const [joined, kept] = [seen(`${first}${second}`), seen(`${first}-${second}`)];
  if (joined !== kept) return joined > kept ? "join" : "keep";
  if (FIRST_PARTS.has(first)) return "keep";
  const isWord = first.length >= SHORTEST_WORD && seen(first) > 0;
  const goesOnAsWord = second.length >= LONG_PART || (second.length >= SHORTEST_WORD && seen(second) > 0);
  return (isWord && goesOnAsWord) || first.includes("-") ? "keep" : "join";
}

const NO_WORD = /[^\p{L}\p{M}\u2010-]+/u;

/** Counts the words of lines that follow each other. */
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
