import type { LexicalPart, PerField, TermEntry } from "../segment/index.ts";
import { weighLength } from "../segment/index.ts";
import type { Allowed } from "../select/index.ts";
import { liveCount, liveTotals } from "./live-statistics.ts";

/** A segment's words under one state of its tombstones, with what is worth remembering of them. */
export interface WordSource {
  readonly part: LexicalPart;
  readonly liveChunks: number;
  /** Σ of the field lengths over live chunks. */
  readonly totals: PerField<number>;
  /** A term's live chunks; 0 for an unknown one. */
  liveCount(term: string): number;
  find(term: string): TermEntry | undefined;
  weightedLengths(weights: PerField<number>): Float32Array;
}

const utf8 = new TextEncoder();
/** Corrected counts that are kept, of segments with dead chunks. */
const MAX_REMEMBERED = 10_000;

export function createWordSource(part: LexicalPart, live: Allowed, liveChunks: number): WordSource {
  const counts = new Map<string, number>();
  let lengths: { weights: PerField<number>; values: Float32Array } | undefined;
  const find = (term: string): TermEntry | undefined => part.find(utf8.encode(term));
  return {
    part,
    liveChunks,
    totals: liveTotals(part, live),
    find,
    liveCount(term) {
      const known = counts.get(term);
      if (known !== undefined) return known;
      const entry = find(term);
      const count = entry ? liveCount(part, live, entry) : 0;
      if (counts.size >= MAX_REMEMBERED) counts.clear();
      if (live !== undefined) counts.set(term, count);
      return count;
    },
    weightedLengths(weights) {
      if (lengths?.weights !== weights) {
        const values = Float32Array.from({ length: part.chunkCount }, (_, chunk) =>
          weighLength(weights, part.lengths, chunk),
        );
        lengths = { weights, values };
      }
      return lengths.values;
    },
  };
}
