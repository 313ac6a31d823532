import { findNumbers } from "../../text/index.ts";
import contrastWords from "./contrast-words.json" with { type: "json" };
import { findDifferences } from "./find-differences.ts";
import { readWords } from "./read-words.ts";

/** One word in twenty may be another; so texts under twenty words have to have the same words. */
const WORDS_A_DIFFERENCE = 20;
/** Comparing takes the product of both numbers of words. */
const MOST_WORDS = 1_500;
/** Shorter ones are units, prepositions and abbreviations. */
const SHORTEST_ORDINARY = 4;

const articles: ReadonlySet<string> = new Set(["a", "an", "the"]);
const contrasts: ReadonlySet<string> = new Set(Object.values(contrastWords).join(" ").split(" "));
const hasDigit = /\p{N}/u;
const isLowerCase = /^\p{Ll}+$/u;

/**
 * Whether two passages say the same but for an ordinary word here and there, so that a reader needs one of them.
 *
 * Never, if they differ in a number, date, code, sign, unit or anything else with a digit; in a word with a capital,
 * which may be a name; in a negation or another word of contrast ("before", "must"); in a word next to a number, or in one
 * that is only moved; or in one of `asked`. What differs otherwise are lower-case words of four letters or more, and
 * articles, at most one in twenty. Case, spaces and punctuation do not count.
 *
 * @param asked  words of the question, in lower case
 */
export function isNearEqual(one: string, other: string, asked: ReadonlySet<string>): boolean {
  const [left, right] = [readWords(one), readWords(other)];
  const allowed = Math.floor(Math.min(left.length, right.length) / WORDS_A_DIFFERENCE);
  if (Math.abs(left.length - right.length) > allowed || Math.max(left.length, right.length) > MOST_WORDS) return false;
  const differences = findDifferences(left.map(toLower), right.map(toLower));
  if (Math.max(differences.left.length, differences.right.length) > allowed) return false;
  const moved = new Set(differences.left.map((index) => toLower(left[index] ?? "")));
  if (differences.right.some((index) => moved.has(toLower(right[index] ?? "")))) return false;
  const isOrdinary = (words: readonly string[]) => (index: number) => isOrdinaryAt(words, index, asked);
  return differences.left.every(isOrdinary(left)) && differences.right.every(isOrdinary(right));
}

const toLower = (word: string) => word.toLowerCase();

function isOrdinaryAt(words: readonly string[], index: number, asked: ReadonlySet<string>): boolean {
  const word = words[index] ?? "";
  const neighbours = [words[index - 1] ?? "", words[index + 1] ?? ""];
  if (asked.has(toLower(word)) || neighbours.some(isNumeric) || isNumeric(word)) return false;
  if (articles.has(toLower(word))) return true;
  return isLowerCase.test(word) && word.length >= SHORTEST_ORDINARY && !contrasts.has(word);
}

const isNumeric = (word: string) => hasDigit.test(word) || findNumbers(word).length > 0;
