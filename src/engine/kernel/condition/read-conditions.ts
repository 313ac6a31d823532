import {
  type Analyzer,
  type ChunkField,
  type IndexQuery,
  QueryTooComplexError,
  type WordCondition,
} from "../../../core/index.ts";
import { type AnyOf, requiredTerms, termsOfSpellings } from "./required-terms.ts";

/** A condition with the terms that the index knows of its words. */
export interface IndexedCondition {
  /** Words as the analyzer's `words` gives them, at least one. */
  readonly words: readonly string[];
  /** Field that the words must be in; absent: any field. */
  readonly field?: ChunkField | undefined;
  /** True if the words must follow each other as written. */
  readonly isPhrase: boolean;
  readonly isExcluded: boolean;
  /** A chunk that contains the words has a term of each set, in the field. */
  readonly terms: readonly AnyOf[];
  /** False if a chunk that has a term of each set certainly contains the words, and no other chunk does. */
  readonly readsTexts: boolean;
}

/** Maximum number of phrases and conditions in a query. Every text is searched for each of them. */
const MAX_CONDITIONS = 16;
/** Maximum number of words in the phrases and conditions of a query. */
const MAX_WORDS = 256;

/**
 * Reads the phrases and conditions of a query; those without a word are left out, and equal ones count once.
 *
 * @throws {QueryTooComplexError} for more than 16 of them, or more than 256 words in them
 */
export function readConditions(
  analyzer: Analyzer,
  { phrases = [], conditions = [] }: Pick<IndexQuery, "phrases" | "conditions">,
  languages: readonly string[],
): readonly IndexedCondition[] {
  const required = phrases.map((text): WordCondition => ({ text, isPhrase: true, isExcluded: false }));
  const distinct = new Map<string, IndexedCondition>();
  for (const condition of [...required, ...conditions]) {
    const words = analyzer.words(condition.text);
    const key = JSON.stringify([words, condition.field, condition.isPhrase, condition.isExcluded]);
    if (words.length === 0 || distinct.has(key)) continue;
    distinct.set(key, indexCondition(analyzer, condition, words, languages));
    checkSize([...distinct.values()]);
  }
  return [...distinct.values()];
}

function indexCondition(
  analyzer: Analyzer,
  { text, field, isPhrase, isExcluded }: WordCondition,
  words: readonly string[],
  languages: readonly string[],
): IndexedCondition {
  if (isPhrase) {
    const terms = requiredTerms(analyzer, words, languages);
    return { words, field, isPhrase, isExcluded, terms, readsTexts: true };
  }
  const perLanguage = languages.map((language) => termsOfSpellings(analyzer, text, language));
  // In a language in which the word is a stop word, only the texts tell whether it is there.
  const readsTexts = perLanguage.some((terms) => terms.length === 0);
  const terms = isExcluded || !readsTexts ? [new Set(perLanguage.flat())] : [];
  return { words, field, isPhrase, isExcluded, terms, readsTexts };
}

function checkSize(conditions: readonly IndexedCondition[]): void {
  const words = conditions.reduce((sum, condition) => sum + condition.words.length, 0);
  if (conditions.length <= MAX_CONDITIONS && words <= MAX_WORDS) return;
  throw new QueryTooComplexError(
    `The query has ${conditions.length} quotations, exclusions and field searches with ${words} words; the maximum is ${MAX_CONDITIONS} with ${MAX_WORDS} words.`,
    { hint: "Quote and exclude fewer words, or search without the signs." },
  );
}
