import { findNumbers } from "../../text/index.ts";
import contrastWords from "./contrast-words.json" with { type: "json" };
import { findDifferences } from "./find-differences.ts";
import { readWords } from "./read-words.ts";

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
 * At most one word in twenty may differ, and only articles and lower-case words of four letters or more. The passages are
 * different if they differ in anything with a digit, a sign or a unit; in a capitalised word, which may be a name; in a
 * negation or another word of contrast ("before", "must"); in a word next to a number; in a word that only moved; or in a
 * word of the question. Case, spaces and punctuation do not count.
 *
 * @param questionWords  words of the question, in lower case
 */
export function isNearEqual(one: string, other: string, questionWords: ReadonlySet<string>): boolean {
  const [left, right] = [readWords(one), readWords(other)];
  const allowed = Math.floor(Math.min(left.length, right.length) / WORDS_PER_DIFFERENCE);
  if (Math.abs(left.length - right.length) > allowed || Math.max(left.length, right.length) > MAX_WORDS) return false;
  const differences = findDifferences(left.map(toLower), right.map(toLower));
  if (Math.max(differences.left.length, differences.right.length) > allowed) return false;
  const moved = new Set(differences.left.map((index) => toLower(left[index] ?? "")));
  if (differences.right.some((index) => moved.has(toLower(right[index] ?? "")))) return false;
  const isOrdinary = (words: readonly string[]) => (index: number) => isOrdinaryAt(words, index, questionWords);
  return differences.left.every(isOrdinary(left)) && differences.right.every(isOrdinary(right));
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
