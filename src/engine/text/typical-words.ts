import type { Analyzer } from "../../core/index.ts";
import { hasUnspacedScript } from "./word-pattern.ts";
import { writtenWords } from "./written-words.ts";

/** Most typical words of several texts. */
export interface TypicalWords {
  /** Words in their most frequent spelling. */
  readonly vocabulary: readonly string[];
  /** Typical words of each text, in the order of adding: indexes in `vocabulary`, most typical first. */
  readonly texts: readonly (readonly number[])[];
}

/** Collects texts and finds their typical words. */
export interface TypicalWordFinder {
  /**
   * Adds a text.
   *
   * @param language  ISO 639-1
   */
  add(text: string, language: string): void;
  /**
   * Finds the typical words of the texts added so far.
   *
   * @param limit  maximum number of words for each text
   */
  find(limit: number): TypicalWords;
}

interface Term {
  /** Number of occurrences of each spelling. */
  readonly forms: Map<string, number>;
  /** Number of texts that contain the term. */
  texts: number;
}

/** Minimum length of a word in scripts with spaces. */
const MIN_LENGTH = 3;
/**
 * English words that relate things and never say what a text is about. The search index keeps them, since a question
 * may consist of nothing else. In other languages the stop words cover them.
 */
const relating: ReadonlySet<string> = new Set(
  (
    "you your yours we our ours us me my he she him his her hers its them who whom whose which what when where why how all any both each few more " +
    "most every many much other others some another such than too very can could may might must shall should would have has had having do does did done been being am were from about " +
    "above after again against before below between down during further here once only over own same under until up out off through while because also " +
    "however within without per via one two three first second new used using use"
  ).split(" "),
);
/** Words of letters only. Codes and numbers tell documents apart, but say nothing about their topic. */
const plain = /^[\p{L}\p{M}’'-]+$/u;

/**
 * Creates a finder for the words that set a text apart from the others, by tf × ln(1 + N / df). Words are whole, as
 * written; spellings with the same term count as one word. Skips stop words, numbers, codes, and words of one or two
 * letters in scripts with spaces. Ties are ordered by term.
 *
 * @see Spärck Jones: A Statistical Interpretation of Term Specificity, Journal of Documentation 28, 1972
 */
export function createTypicalWordFinder({ analyze }: Pick<Analyzer, "analyze">): TypicalWordFinder {
  const terms = new Map<string, Term>();
  const texts: ReadonlyMap<string, number>[] = [];
  return {
    add(text, language) {
      const counts = new Map<string, number>();
      for (const word of writtenWords(text)) {
        if (!mayName(word, language)) continue;
        const [term] = analyze(word, language);
        if (term === undefined) continue;
        counts.set(term, (counts.get(term) ?? 0) + 1);
        note(terms, term, word);
      }
      countText(terms, counts.keys());
      texts.push(counts);
    },
    find: (limit) => rank(terms, texts, limit),
  };
}

function mayName(word: string, language: string): boolean {
  if (!plain.test(word) || (word.length < MIN_LENGTH && !hasUnspacedScript(word))) return false;
  return language !== "en" || !relating.has(word.toLowerCase());
}

function note(terms: Map<string, Term>, term: string, word: string): void {
  const entry = terms.get(term) ?? { forms: new Map<string, number>(), texts: 0 };
  entry.forms.set(word, (entry.forms.get(word) ?? 0) + 1);
  terms.set(term, entry);
}

/** Adds one to the number of texts of each of the terms. */
function countText(terms: ReadonlyMap<string, Term>, contained: Iterable<string>): void {
  for (const term of contained) {
    const entry = terms.get(term);
    if (entry !== undefined) entry.texts += 1;
  }
}

function rank(
  terms: ReadonlyMap<string, Term>,
  texts: readonly ReadonlyMap<string, number>[],
  limit: number,
): TypicalWords {
  const vocabulary: string[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (term: string): number => {
    const index = indexes.get(term) ?? vocabulary.push(usualForm(terms.get(term)?.forms ?? new Map())) - 1;
    indexes.set(term, index);
    return index;
  };
  const weightOf = (term: string, count: number): number =>
    count * Math.log(1 + texts.length / (terms.get(term)?.texts ?? 1));

  const ranked = texts.map((counts) =>
    [...counts]
      .map(([term, count]) => ({ term, weight: weightOf(term, count) }))
      .sort((left, right) => right.weight - left.weight || (left.term < right.term ? -1 : 1))
      .slice(0, limit)
      .map(({ term }) => indexOf(term)),
  );
  return { vocabulary, texts: ranked };
}

/** Share of lower-case occurrences above which capitals are ascribed to headings and sentence starts. */
const LOWER_CASE_SHARE = 0.2;

function usualForm(forms: ReadonlyMap<string, number>): string {
  const counted = [...forms].sort(
    ([left, leftCount], [right, rightCount]) =>
      rightCount - leftCount || left.length - right.length || (left < right ? -1 : 1),
  );
  const all = counted.reduce((sum, [, count]) => sum + count, 0);
  const lower = counted.find(([word]) => word === word.toLowerCase());
  const isLower = lower !== undefined && lower[1] >= LOWER_CASE_SHARE * all;
  return (isLower ? lower : counted[0])?.[0] ?? "";
}
