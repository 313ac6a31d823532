import { findMin } from "../../../core/index.ts";
import { compareBytes } from "../segment/compare-bytes.ts";
import { editDistance } from "./edit-distance.ts";
import type { ExpansionContext } from "./expand-prefix.ts";
import { type Candidates, createCandidates } from "./expansion-candidates.ts";
import { liveCount } from "./live-statistics.ts";
import { singleEdits } from "./single-edits.ts";
import type { WordSource } from "./word-source.ts";

const utf8 = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Collects the terms of words that are spelled almost like a word that no chunk contains: one edit away, or two for words of
 * eight letters and more. The first letter must match. Terms are stems, so single edits are also tried on the word before
 * stemming: `ventilaton` is far from `ventil`, but one edit from `ventilation`.
 */
export function expandTypo(context: ExpansionContext, word: string): Candidates {
  const { sources, analyzer, languages } = context;
  const candidates = createCandidates();
  const limit = [...word].length < LONG_WORD_LETTERS ? 1 : 2;
  const stems = new Set(languages.flatMap((language) => analyzer.analyze(word, language)));
  const edited = new Set(
    [...singleEdits(word)].flatMap((edit) => languages.flatMap((language) => analyzer.analyze(edit, language))),
  );
  for (const source of sources) {
    const distances = nearTerms(source, { word, stems: [...stems].map((stem) => [...stem]), limit });
    for (const term of edited) distances.set(term, 1);
    for (const [term, distance] of distances) candidates.offer(term, distance, source.find(term)?.liveCount ?? 0);
  }
  return candidates;
}

/** Minimum number of letters at which two edits are tried. */
const LONG_WORD_LETTERS = 8;

/** A misspelled word. */
interface Misspelling {
  readonly word: string;
  /** Its stems in each language, as letters. */
  readonly stems: readonly (readonly string[])[];
  /** Maximum edit distance. */
  readonly limit: number;
}

function nearTerms({ part, live }: WordSource, { word, stems, limit }: Misspelling): Map<string, number> {
  const [first = ""] = word;
  const bytes = utf8.encode(first);
  const near = new Map<string, number>();
  for (const { term, entry } of part.termsFrom(bytes)) {
    const text = decoder.decode(term);
    if (!text.startsWith(first)) {
      if (compareBytes(term, bytes) > 0) break;
      continue;
    }
    const letters = [...text];
    const distance = findMin(stems.map((stem) => editDistance(stem, letters, limit)));
    if (distance <= limit && liveCount(part, live, entry) > 0) near.set(text, distance);
  }
  return near;
}
