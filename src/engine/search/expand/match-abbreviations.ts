import type { WordAlternative } from "../../../core/index.ts";
import { type Abbreviation, findAbbreviations, foldWords } from "../../text/index.ts";
import { hasRun, weightOf } from "./word-runs.ts";

/** Weight of an alternative, chosen on training data; see decision 32. */
const SHARE = 1 / 3;
/** Minimum length of an abbreviation: too many shorter ones have another meaning. */
const MIN_CHARACTERS = 3;
/** Maximum number of alternatives: more would outweigh the query. */
const MAX_ALTERNATIVES = 4;

/** Matches a word with its dots and hyphens, but without those at its ends. */
const wordWithJoints = /[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}.-]*[\p{L}\p{N}\p{M}])?/gu;

/** An alternative, and the number of texts that explain it. */
interface CountedAlternative {
  readonly alternative: WordAlternative;
  readonly count: number;
}

/**
 * Finds the long forms of a query's abbreviations, and the abbreviations of its long forms, as the texts explain them.
 * If the texts explain a short form in several ways, the most frequent one counts, or the first of equals.
 *
 * A short form must have the same case as in its explanation; its plural counts too. In a query without capitals, case
 * does not matter, unless the texts use the form as a word: `who` is not the World Health Organization.
 *
 * @param texts  texts about the question, best first: an abbreviation may have another meaning elsewhere
 */
export function matchAbbreviations(
  text: string,
  phrases: readonly string[],
  texts: readonly string[],
): readonly WordAlternative[] {
  const readShort = createShortReader(text, texts);
  const words = foldWords(text);
  const quoted = phrases.map(foldWords);
  const alternatives = new Map<string, CountedAlternative[]>();
  const add = (word: string, meaning: string): void => {
    if (quoted.some((phrase) => hasRun(phrase, foldWords(word)))) return;
    const meanings = alternatives.get(word) ?? [];
    const same = meanings.findIndex(({ alternative }) => alternative.text === meaning);
    const count = (meanings[same]?.count ?? 0) + 1;
    meanings[same < 0 ? meanings.length : same] = {
      alternative: { word, text: meaning, weight: weightOf(foldWords(word), foldWords(meaning), SHARE) },
      count,
    };
    alternatives.set(word, meanings);
  };
  for (const { short, long } of texts.flatMap(findExplained)) {
    const shortForm = readShort(short);
    const spelledOut = foldWords(long);
    if (shortForm !== undefined) add(shortForm, spelledOut.join(" "));
    else if (hasRun(words, spelledOut)) add(spelledOut.join(" "), short);
  }
  return [...alternatives.values()].flatMap(mostFrequent).slice(0, MAX_ALTERNATIVES);
}

/** Looks for a bracket first, which is much faster than reading the text in it. */
function findExplained(text: string): readonly Abbreviation[] {
  if (!text.includes("(") && !text.includes("[")) return [];
  return findAbbreviations(text).filter(({ short }) => short.length >= MIN_CHARACTERS);
}

/** Creates a function that returns a short form as it is written in the query; undefined if the query lacks it. */
function createShortReader(text: string, texts: readonly string[]): (short: string) => string | undefined {
  const written = wordsAsWritten(text);
  const isLowerCase = !/\p{Lu}/u.test(text);
  const isOrdinary = (form: string): boolean =>
    texts.some((other) => other.includes(form) && wordsAsWritten(other).has(form));
  return (short) => {
    const forms = short.endsWith("s") ? [short, short.slice(0, -1)] : [short, `${short}s`];
    const exactForm = forms.find((form) => written.has(form));
    if (exactForm !== undefined || !isLowerCase) return exactForm;
    const lowerForms = forms.map((form) => form.toLowerCase()).filter((form) => form.length >= MIN_CHARACTERS);
    return lowerForms.find((form) => written.has(form) && !isOrdinary(form));
  };
}

function wordsAsWritten(text: string): ReadonlySet<string> {
  return new Set(text.normalize("NFKC").match(wordWithJoints) ?? []);
}

function mostFrequent(meanings: readonly CountedAlternative[]): readonly WordAlternative[] {
  const [best] = [...meanings].sort((left, right) => right.count - left.count);
  return best === undefined ? [] : [best.alternative];
}
