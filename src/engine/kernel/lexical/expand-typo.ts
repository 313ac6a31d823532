import type { ExpansionContext } from "./expand-prefix.ts";
import { type Candidates, createCandidates } from "./expansion-candidates.ts";
import { hasTermBeginning } from "./has-term-beginning.ts";
import { findNearTerms } from "./near-terms.ts";
import { singleEdits } from "./single-edits.ts";
import type { WordSource } from "./word-source.ts";

const utf8 = new TextEncoder();
/** Maximum number of letters at the end of a word that are edited or that stemming changes. */
const MAX_ENDING_LETTERS = 12;

/** A word that no chunk contains, with its stems in each language and the terms that may stand for it. */
interface MisspelledWord {
  readonly word: string;
  readonly stems: readonly string[];
  readonly candidates: Candidates;
}

/**
 * Collects the terms of words that are spelled almost like each of these words, which no chunk contains: one edit away,
 * else two for the first words of eight letters and more. The first letter must match.
 *
 * Terms are stems, so a word without a term one edit away is also edited, and the terms of its edits are looked up:
 * `ventilaton` is far from `ventil`, but one edit from `ventilation`.
 */
export function expandTypos(context: ExpansionContext, words: readonly string[]): readonly Candidates[] {
  const { analyzer, languages } = context;
  const misspelled = words.map((word): MisspelledWord => {
    const stems = [...new Set(languages.flatMap((language) => analyzer.analyze(word, language)))];
    return { word, stems, candidates: createCandidates() };
  });
  const unresolved = () => misspelled.filter(({ candidates }) => candidates.isEmpty());

  for (const word of unresolved()) offerNearTerms(context, word, 1);
  offerTermsOfEdits(context, unresolved());
  const longWords = unresolved().filter(({ word }) => [...word].length >= LONG_WORD_LETTERS);
  for (const word of longWords.slice(0, MAX_WORDS_OF_TWO_EDITS)) offerNearTerms(context, word, 2);
  return misspelled.map(({ candidates }) => candidates);
}

/** Offers the terms that are at most `limit` edits away from a stem of the word. */
function offerNearTerms({ sources, work }: ExpansionContext, misspelled: MisspelledWord, limit: 1 | 2): void {
  const { word, stems, candidates } = misspelled;
  const key = [limit, word, ...stems].join("\n");
  for (const source of sources) {
    work.spend(termsOfLetter(source) / TERMS_PER_STEP[limit]);
    const near = source.nearTerms.get(key, () => findNearTerms(source, { word, stems, limit }));
    for (const [term, distance] of near) candidates.offer(term, distance, source.find(term)?.liveCount ?? 0);
  }
}

/**
 * Estimates how many terms begin with a letter, from the number of words that the reader may see (Heaps' law). The
 * number of terms that are read would include hidden ones, and the end of the budget would reveal it.
 */
function termsOfLetter({ totals }: WordSource): number {
  return TERMS_PER_ROOT * Math.sqrt(totals.reduce((sum, words) => sum + words));
}

/** Number of terms that begin with one letter, for each unit of the square root of the number of words. */
const TERMS_PER_ROOT = 6.4;
/**
 * Number of terms of a dictionary that are passed over in one step, by the maximum distance of the terms that are
 * looked for.
 */
const TERMS_PER_STEP = { 1: 8, 2: 2 };
/** Steps for analysing an edit of a word in one language, and for finding its term. */
const STEPS_PER_EDIT = 60;
/** Maximum number of words for which terms two edits away are looked for. */
const MAX_WORDS_OF_TWO_EDITS = 3;
/** Maximum number of words that a query's misspelled words are edited to, counted in each language. */
const MAX_EDITS = 1_024;

/** Offers the terms of the words that one edit makes of each word. */
function offerTermsOfEdits({ sources, ...context }: ExpansionContext, words: readonly MisspelledWord[]): void {
  const { analyzer, work } = context;
  const termsOf = new Map(words.map((word) => [word, new Set<string>()]));
  for (const { word, edits, language } of chooseEdits(context, words)) {
    // Edits without terms cost the same, since the end of the budget must not reveal terms that the reader cannot see.
    work.spend(edits.length * STEPS_PER_EDIT);
    const possible = mayHaveTerms(sources, word) ? edits : [];
    for (const term of possible.flatMap((edit) => analyzer.analyze(edit, language))) termsOf.get(word)?.add(term);
  }
  for (const [{ candidates }, terms] of termsOf) offerAll(sources, candidates, terms);
}

/** Offers terms that are one edit away. */
function offerAll(sources: readonly WordSource[], candidates: Candidates, terms: ReadonlySet<string>): void {
  for (const source of sources) {
    for (const term of terms) candidates.offer(term, 1, source.find(term)?.liveCount ?? 0);
  }
}

/** The edits of a word, to be analysed in one language. */
interface EditsInLanguage {
  readonly word: MisspelledWord;
  readonly edits: readonly string[];
  readonly language: string;
}

/**
 * Returns the edits of the words in all languages. Where these are more than 1,024, the question's own language comes
 * first, and only the first words have any.
 */
function chooseEdits(
  { languages, questionLanguage }: Pick<ExpansionContext, "languages" | "questionLanguage">,
  words: readonly MisspelledWord[],
): readonly EditsInLanguage[] {
  const ownFirst = [...new Set([questionLanguage, ...languages])].filter((language) => language !== undefined);
  const edited = words.map((word) => ({ word, edits: [...singleEdits(word.word)] }));
  const all = ownFirst.flatMap((language) => edited.map((edits) => ({ ...edits, language })));
  let count = 0;
  const end = all.findIndex(({ edits }) => {
    count += edits.length;
    return count > MAX_EDITS;
  });
  return end < 0 ? all : all.slice(0, end);
}

/** Returns false if no edit of a long word can have a term, since no term begins like the word or one of its stems. */
function mayHaveTerms(sources: readonly WordSource[], { word, stems }: MisspelledWord): boolean {
  const length = word.length - MAX_ENDING_LETTERS;
  if (length < 1) return true;
  const beginnings = [word, ...stems].map((spelling) => utf8.encode(spelling.slice(0, length)));
  return sources.some(({ part }) => beginnings.some((beginning) => hasTermBeginning(part, beginning)));
}

/** Minimum number of letters at which two edits are tried. */
const LONG_WORD_LETTERS = 8;
