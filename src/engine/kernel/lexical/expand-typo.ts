import { compareBytes } from "../segment/compare-bytes.ts";
import { type Candidates, createCandidates } from "./candidates.ts";
import { editDistance } from "./edit-distance.ts";
import type { ExpansionContext } from "./expand-prefix.ts";
import { liveCount } from "./live-statistics.ts";
import { singleEdits } from "./single-edits.ts";
import type { WordSource } from "./word-source.ts";

const utf8 = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The terms of words that are spelled almost like one which no chunk has: those one change away, or else, for a word of
 * eight letters and more, two. Terms are stems, so that a single change is tried on the word as well, before it is stemmed:
 * `ventilaton` is far from `ventil`, and one letter from `ventilation`. The first letter stays.
 */
export function expandTypo(context: ExpansionContext, word: string): Candidates {
  const { sources, analyzer, languages } = context;
  const candidates = createCandidates();
  const most = [...word].length < LONG_WORD ? 1 : 2;
  const stems = new Set(languages.flatMap((language) => analyzer.analyze(word, language)));
  const edited = new Set(
    [...singleEdits(word)].flatMap((edit) => languages.flatMap((language) => analyzer.analyze(edit, language))),
  );
  for (const source of sources) {
    const distances = nearTerms(source, { word, stems: [...stems].map((stem) => [...stem]), most });
    for (const term of edited) distances.set(term, 1);
    for (const [term, distance] of distances) candidates.offer(term, distance, source.find(term)?.liveCount ?? 0);
  }
  return candidates;
}

/** Letters from which on two changes are tried. */
const LONG_WORD = 8;

function nearTerms(
  { part, live }: WordSource,
  asked: { readonly word: string; readonly stems: readonly (readonly string[])[]; readonly most: number },
): Map<string, number> {
  const [first = ""] = asked.word;
  const bytes = utf8.encode(first);
  const near = new Map<string, number>();
  for (const { term, entry } of part.termsFrom(bytes)) {
    const text = decoder.decode(term);
    if (!text.startsWith(first)) {
      if (compareBytes(term, bytes) > 0) break;
      continue;
    }
    const letters = [...text];
    const distance = Math.min(...asked.stems.map((stem) => editDistance(stem, letters, asked.most)));
    if (distance <= asked.most && liveCount(part, live, entry) > 0) near.set(text, distance);
  }
  return near;
}
