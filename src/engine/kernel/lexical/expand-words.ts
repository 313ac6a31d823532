import { type IndexQuery, QueryTooComplexError, type WordExpansion } from "../../../core/index.ts";
import { type ExpansionContext, expandPrefix } from "./expand-prefix.ts";
import { expandTypos } from "./expand-typo.ts";
import type { Member } from "./expansion-candidates.ts";

/** A word of the query that is searched as several terms, scored as one. */
export interface ExpandedWord {
  readonly expansion: WordExpansion;
  readonly members: readonly Member[];
  /** Number of times that the word occurs in the query. */
  readonly occurrences: number;
}

/** Maximum terms that a prefix stands for. More say little about the prefix, and their postings cost time. */
const MAX_PREFIX_TERMS = 64;
/** Maximum terms that a misspelled word stands for. */
const MAX_TYPO_TERMS = 8;
/** Maximum misspelled words in a query. More unknown words are hardly typing errors, and each costs milliseconds. */
const MAX_TYPOS = 5;
/**
 * Maximum words of a query with spelling help. Unknown words of a longer text are hardly typing errors, but names and
 * terms.
 */
const MAX_WORDS = 64;
/** Maximum prefixes in a query. Each is united over all chunks. */
const MAX_PREFIXES = 8;
/** Minimum length of a word that may be a typing error. */
const MIN_TYPO_LETTERS = 4;
/** Maximum length of a word that may be a typing error. Longer ones are codes, sequences or no words. */
const MAX_TYPO_LETTERS = 30;
const lettersOnly = /^[\p{L}\p{M}]+$/u;

/**
 * Expands a query's words: prefixes, then misspelled words that no chunk contains, unless a phrase contains them.
 *
 * @param phrases  phrases and words that are searched exactly as written
 */
export function expandWords(
  context: ExpansionContext,
  words: NonNullable<IndexQuery["words"]>,
  phrases: readonly string[],
  terms: ReadonlyMap<string, number>,
): readonly ExpandedWord[] {
  const begun = countEach(words.prefixes ?? []);
  if (begun.length > MAX_PREFIXES) throw tooManyPrefixes(begun.length);
  const prefixes = begun.map(([word, occurrences]) => {
    const { members, known } = expandPrefix(context, word).nearest(MAX_PREFIX_TERMS);
    return expandedWord({ kind: "prefix", word, known }, members, occurrences);
  });

  const quoted = new Set(phrases.flatMap((phrase) => context.analyzer.words(phrase)));
  const unknown = words.correctsTypos === true ? unknownWords(context, words.text, terms) : [];
  const typos = unknown.filter(([word]) => !quoted.has(word)).slice(0, MAX_TYPOS);
  const candidates = expandTypos(
    context,
    typos.map(([word]) => word),
  );
  const corrections = typos.map(([word, occurrences], at) => {
    const { members = [], known = 0 } = candidates[at]?.nearest(MAX_TYPO_TERMS) ?? {};
    return expandedWord({ kind: "typo", word, known }, members, occurrences);
  });
  return [...prefixes, ...corrections];
}

function tooManyPrefixes(count: number): QueryTooComplexError {
  return new QueryTooComplexError(`The query has ${count} prefixes; the maximum is ${MAX_PREFIXES}.`, {
    hint: "Ask for fewer beginnings of words at once.",
  });
}

function expandedWord(
  expansion: Omit<WordExpansion, "terms">,
  members: readonly Member[],
  occurrences: number,
): ExpandedWord {
  return { expansion: { ...expansion, terms: members.map(({ term }) => term) }, members, occurrences };
}

/** Returns the words of a short query that no chunk contains. Skips stop words, general words, and codes or numbers. */
function unknownWords(
  { sources, analyzer, languages, questionLanguage }: ExpansionContext,
  text: string,
  queryTerms: ReadonlyMap<string, number>,
): readonly [string, number][] {
  const counts = countEach(analyzer.words(text));
  if (counts.length > MAX_WORDS) return [];
  return counts.filter(([word]) => {
    const letters = [...word].length;
    if (letters < MIN_TYPO_LETTERS || letters > MAX_TYPO_LETTERS || !lettersOnly.test(word)) return false;
    if (analyzer.isGeneralWord?.(word) === true) return false;
    const terms = languages.flatMap((language) => analyzer.analyze(word, language, questionLanguage));
    const isKnown = terms.some((term) => sources.some((source) => (source.find(term)?.liveCount ?? 0) > 0));
    return terms.some((term) => queryTerms.has(term)) && !isKnown;
  });
}

function countEach(words: readonly string[]): readonly [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}
