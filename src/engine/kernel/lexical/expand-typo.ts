import type { ExpansionContext } from "./expand-prefix.ts";
import { type Candidates, createCandidates } from "./expansion-candidates.ts";
import { findNearTerms } from "./near-terms.ts";
import { singleEdits } from "./single-edits.ts";
import type { WordSource } from "./word-source.ts";

/**
 * Collects the terms of words that are spelled almost like a word that no chunk contains: one edit away, or two for words of
 * eight letters and more. The first letter must match. Terms are stems, so the `edits` of the word are tried, too, as terms:
 * `ventilaton` is far from `ventil`, but one edit from `ventilation`.
 *
 * @param edits  terms of the words that one edit makes of the word
 */
export function expandTypo(context: ExpansionContext, word: string, edits: ReadonlySet<string>): Candidates {
  const { sources, analyzer, languages, work } = context;
  const candidates = createCandidates();
  const limit = [...word].length < LONG_WORD_LETTERS ? 1 : 2;
  const stems = [...new Set(languages.flatMap((language) => analyzer.analyze(word, language)))];
  const key = [limit, word, ...stems].join("\n");
  for (const source of sources) {
    const distances = source.nearTerms.get(key, () => findNearTerms(source, { word, stems, limit }));
    work.spend(termsOfLetter(source) / TERMS_PER_STEP + (edits.size + distances.size) * STEPS_PER_LOOKUP);
    const near = new Map([...distances, ...[...edits].map((term) => [term, 1] as const)]);
    for (const [term, distance] of near) candidates.offer(term, distance, source.find(term)?.liveCount ?? 0);
  }
  return candidates;
}

/**
 * Estimates how many terms begin with a letter, from the number of words that the reader may see (Heaps' law). The number of
 * terms that are read would include hidden ones, and the end of the budget would reveal it.
 */
function termsOfLetter({ totals }: WordSource): number {
  return TERMS_PER_ROOT * Math.sqrt(totals.reduce((sum, words) => sum + words));
}

/** Number of terms that begin with one letter, for each unit of the square root of the number of words. */
const TERMS_PER_ROOT = 6.4;
/** Number of terms of a dictionary that are read in one step. */
const TERMS_PER_STEP = 2;
/** Steps for finding a term in a dictionary. */
const STEPS_PER_LOOKUP = 10;
/** Steps for analysing a word that is not cached, in one language. */
const STEPS_PER_ANALYSIS = 40;
/** Maximum number of words that a query's misspelled words are edited to, counted in each language. */
const MAX_EDITS = 4_096;

/**
 * Returns the terms of the words that one edit makes of each word. Only the first words have any, where all together would
 * have more than 4,096.
 */
export function termsOfEdits(
  { analyzer, languages, work }: Pick<ExpansionContext, "analyzer" | "languages" | "work">,
  words: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const terms = new Map<string, ReadonlySet<string>>();
  let analysed = 0;
  for (const word of words) {
    const edits = [...singleEdits(word)];
    analysed += edits.length * languages.length;
    if (analysed > MAX_EDITS) break;
    work.spend(edits.length * languages.length * STEPS_PER_ANALYSIS);
    terms.set(
      word,
      new Set(edits.flatMap((edit) => languages.flatMap((language) => analyzer.analyze(edit, language)))),
    );
  }
  return terms;
}

/** Minimum number of letters at which two edits are tried. */
const LONG_WORD_LETTERS = 8;
