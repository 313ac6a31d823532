import type { Analyzer, Chunk } from "../../core/index.ts";
import { compareBytes } from "./compare-bytes.ts";
import { type InvertedChunks, MAX_COUNT, type TermPostings } from "./term-postings.ts";

/** A chunk with what its words are analysed with. */
export interface ChunkToInvert {
  readonly chunk: Pick<Chunk, "text" | "headingPath">;
  readonly title: string;
  readonly language: string;
}

interface GrowingPostings {
  readonly ordinals: number[];
  readonly frequencies: readonly [number[], number[], number[]];
}

const utf8 = new TextEncoder();

/** Turns chunks, in the order of their ordinals, into the postings of every term in their three fields. */
export function invertChunks(chunks: readonly ChunkToInvert[], analyzer: Analyzer): InvertedChunks {
  const analyze = rememberLast(analyzer);
  const postings = new Map<string, GrowingPostings>();
  const column = () => new Uint16Array(chunks.length);
  const lengths = [column(), column(), column()] as const;
  for (const [ordinal, { chunk, title, language }] of chunks.entries()) {
    const fields = [
      analyzer.analyze(chunk.text, language),
      analyze.title(title, language),
      analyze.headings(chunk.headingPath.join("\n"), language),
    ];
    for (const [field, terms] of fields.entries()) {
      const column = lengths[field];
      if (column) column[ordinal] = Math.min(MAX_COUNT, terms.length);
      for (const term of terms) count(postings, term, { ordinal, field });
    }
  }
  return { chunkCount: chunks.length, lengths, terms: sortTerms(postings) };
}

/** Neighbouring chunks share their title, and often their headings. */
function rememberLast(analyzer: Analyzer) {
  const remembering = () => {
    let last: { text: string; language: string; terms: readonly string[] } | undefined;
    return (text: string, language: string): readonly string[] => {
      if (last?.text !== text || last.language !== language) {
        last = { text, language, terms: analyzer.analyze(text, language) };
      }
      return last.terms;
    };
  };
  return { title: remembering(), headings: remembering() };
}

function count(
  postings: Map<string, GrowingPostings>,
  term: string,
  place: { readonly ordinal: number; readonly field: number },
): void {
  let found = postings.get(term);
  if (!found) {
    found = { ordinals: [], frequencies: [[], [], []] };
    postings.set(term, found);
  }
  if (found.ordinals.at(-1) !== place.ordinal) {
    found.ordinals.push(place.ordinal);
    for (const column of found.frequencies) column.push(0);
  }
  const last = found.ordinals.length - 1;
  const column = found.frequencies[place.field];
  if (column) column[last] = Math.min(MAX_COUNT, (column[last] ?? 0) + 1);
}

function sortTerms(postings: ReadonlyMap<string, GrowingPostings>): TermPostings[] {
  return [...postings]
    .map(([term, found]) => ({ term: utf8.encode(term), ...found }))
    .sort((left, right) => compareBytes(left.term, right.term));
}
