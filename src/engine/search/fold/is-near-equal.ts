import { findNumbers } from "../../text/index.ts";
import contrastWords from "./contrast-words.json" with { type: "json" };
import { findDifferences } from "./find-differences.ts";
import type { PassageWords } from "./read-words.ts";

/** Number of words for each word that may differ; shorter texts must have the same words. */
const WORDS_PER_DIFFERENCE = 20;
/** Maximum number of words that are compared, since the work grows with the product of both lengths. */
const MAX_WORDS = 1_500;
/** Minimum length of an ordinary word; shorter ones are units, prepositions and abbreviations. */
const MIN_ORDINARY_CHARACTERS = 4;

const articles: ReadonlySet<string> = new Set(["a", "an", "the"]);
const contrasts: ReadonlySet<string> = new Set(Object.values(contrastWords).join(" ").split(" "));
const hasDigit = /\p{N}/u;
const isLowerCase = /^\p{Ll}+$/u;

/**
 * Returns true if two passages say the same except for an ordinary word here and there.
 *
 * At most one word in twenty may differ, and only articles and lower-case words of four letters or more. The passages
 * are different if they differ in anything with a digit, a sign or a unit; in a capitalised word, which may be a name;
 * in a negation or another word of contrast ("before", "must"); in a word next to a number; in a word that only moved;
 * or in a word of the question. Case, spaces and punctuation do not count.
 *
 * @param questionWords  words of the question, in lower case
 * @param spend          called with the steps of work before they are taken
 */
export function isNearEqual(
  one: PassageWords,
  other: PassageWords,
  questionWords: ReadonlySet<string>,
  spend: (steps: number) => void,
): boolean {
  const [left, right] = [one.written, other.written];
  const allowed = Math.floor(Math.min(left.length, right.length) / WORDS_PER_DIFFERENCE);
  if (Math.abs(left.length - right.length) > allowed || Math.max(left.length, right.length) > MAX_WORDS) return false;
  if (countMissing(one.lower, other.lower) > allowed || countMissing(other.lower, one.lower) > allowed) return false;
  const differences = findDifferences(one.lower, other.lower, spend);
  if (Math.max(differences.left.length, differences.right.length) > allowed) return false;
  const moved = new Set(differences.left.map((index) => toLower(left[index] ?? "")));
  if (differences.right.some((index) => moved.has(toLower(right[index] ?? "")))) return false;
  const isOrdinary = (words: readonly string[]) => (index: number) => isOrdinaryAt(words, index, questionWords);
  return differences.left.every(isOrdinary(left)) && differences.right.every(isOrdinary(right));
}

/** Counts the words of a text that another one lacks, in any order. No common sequence holds them. */
function countMissing(words: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of others) counts.set(word, (counts.get(word) ?? 0) + 1);
  let missing = 0;
  for (const word of words) {
    const count = counts.get(word) ?? 0;
    if (count === 0) missing++;
    else counts.set(word, count - 1);
  }
  return missing;
}

const toLower = (word: string) => word.toLowerCase();

function isOrdinaryAt(words: readonly string[], index: number, questionWords: ReadonlySet<string>): boolean {
  const word = words[index] ?? "";
  const neighbours = [words[index - 1] ?? "", words[index + 1] ?? ""];
  if (questionWords.has(toLower(word)) || neighbours.some(isNumeric) || isNumeric(word)) return false;
  if (articles.has(toLower(word))) return true;
  return isLowerCase.test(word) && word.length >= MIN_ORDINARY_CHARACTERS && !contrasts.has(word);
}

const isNumeric = (word: string) => hasDigit.test(word) || findNumbers(word).length > 0;
