import type { WordAlternative } from "../../../core/index.ts";
import { type Abbreviation, findAbbreviations, foldWords } from "../../text/index.ts";
import { hasRun } from "./find-run.ts";
import { weightOf } from "./weight-of.ts";

/** Weight chosen on training data, see decision 32. */
const SHARE = 1 / 3;
/** Of two characters too many mean something else. */
const SHORTEST = 3;
/** More of them would drown what is asked for. */
const MOST = 4;

interface Query {
  readonly text: string;
  /** What is asked for word for word, and so has no alternatives. */
  readonly phrases: readonly string[];
}

/**
 * What the abbreviations of a query stand for, and the abbreviations of what it spells out, as the texts explain them;
 * where they explain a short form in several ways, the one that most do counts, of equals the first.
 *
 * A short form is read in the case in which it is explained, its plural too; in a query without capitals also without
 * them, unless the texts have it as a word: `who` is none of the World Health Organization.
 *
 * @param texts  best first: an abbreviation has one meaning in what speaks of the question, and another elsewhere
 */
export function matchAbbreviations(query: Query, texts: readonly string[]): readonly WordAlternative[] {
  const readShort = createShortReader(query.text, texts);
  const words = foldWords(query.text);
  const quoted = query.phrases.map(foldWords);
  const alternatives = new Map<string, { readonly alternative: WordAlternative; readonly count: number }[]>();
  const add = (word: string, text: string): void => {
    if (quoted.some((phrase) => hasRun(phrase, foldWords(word)))) return;
    const known = alternatives.get(word) ?? [];
    const same = known.findIndex(({ alternative }) => alternative.text === text);
    const count = (known[same]?.count ?? 0) + 1;
    known[same < 0 ? known.length : same] = {
      alternative: { word, text, weight: weightOf(foldWords(word), foldWords(text), SHARE) },
      count,
    };
    alternatives.set(word, known);
  };
  for (const { short, long } of texts.flatMap(findExplained)) {
    const asked = readShort(short);
    const spelledOut = foldWords(long);
    if (asked !== undefined) add(asked, spelledOut.join(" "));
    else if (hasRun(words, spelledOut)) add(spelledOut.join(" "), short);
  }
  return [...alternatives.values()].flatMap(mostOften).slice(0, MOST);
}

/** A bracket is found much faster than what stands in it. */
function findExplained(text: string): readonly Abbreviation[] {
  if (!text.includes("(") && !text.includes("[")) return [];
  return findAbbreviations(text).filter(({ short }) => short.length >= SHORTEST);
}

/** @returns what tells a short form as it stands in the query; undefined if it does not */
function createShortReader(text: string, texts: readonly string[]): (short: string) => string | undefined {
  const written = wordsAsWritten(text);
  const isSmall = !/\p{Lu}/u.test(text);
  const isOrdinary = (form: string): boolean =>
    texts.some((one) => one.includes(form) && wordsAsWritten(one).has(form));
  return (short) => {
    const forms = short.endsWith("s") ? [short, short.slice(0, -1)] : [short, `${short}s`];
    const found = forms.find((form) => written.has(form));
    if (found !== undefined || !isSmall) return found;
    const small = forms.map((form) => form.toLowerCase()).filter((form) => form.length >= SHORTEST);
    return small.find((form) => written.has(form) && !isOrdinary(form));
  };
}

function wordsAsWritten(text: string): ReadonlySet<string> {
  const words = text.normalize("NFKC").split(/[^\p{L}\p{N}\p{M}.-]+/u);
  return new Set(words.map((word) => word.replace(/^[.-]+|[.-]+$/g, "")));
}

function mostOften(
  found: readonly { readonly alternative: WordAlternative; readonly count: number }[],
): readonly WordAlternative[] {
  const [best] = [...found].sort((left, right) => right.count - left.count);
  return best === undefined ? [] : [best.alternative];
}
