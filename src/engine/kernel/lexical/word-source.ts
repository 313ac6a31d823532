import { weighLengths } from "../segment/bm25.ts";
import type { LexicalPart } from "../segment/read-lexical.ts";
import type { TermEntry } from "../segment/term-blocks.ts";
import type { PerField } from "../segment/term-postings.ts";
import type { Allowed } from "../select/bitset.ts";
import { liveCount, liveTotals } from "./live-statistics.ts";

/** A term of a segment, with how many live chunks contain it. */
export interface LiveTerm {
  readonly entry: TermEntry;
  readonly liveCount: number;
}

/** A segment's words under one state of its tombstones, with what is worth remembering of them. */
export interface WordSource {
  readonly part: LexicalPart;
  readonly live: Allowed;
  readonly liveChunks: number;
  /** Σ of the field lengths over live chunks. */
  readonly totals: PerField<number>;
  /** Undefined for a term that no chunk contains. */
  find(term: string): LiveTerm | undefined;
  /** Where the part has a space, they lie there, and those of other weights take their place. */
  weightedLengths(weights: PerField<number>): Float32Array;
}

const utf8 = new TextEncoder();
/** Terms that are kept of a segment: a search asks for each one twice, and the next search often again. */
const MAX_REMEMBERED = 4096;

export function createWordSource(part: LexicalPart, live: Allowed, liveChunks: number): WordSource {
  const terms = new Map<string, LiveTerm | undefined>();
  let lengths: { weights: PerField<number>; values: Float32Array } | undefined;
  return {
    part,
    live,
    liveChunks,
    totals: liveTotals(part, live),
    find(term) {
      if (terms.has(term)) return terms.get(term);
      const entry = part.find(utf8.encode(term));
      const found = entry && { entry, liveCount: liveCount(part, live, entry) };
      if (terms.size >= MAX_REMEMBERED) terms.clear();
      terms.set(term, found);
      return found;
    },
    weightedLengths(weights) {
      if (lengths?.weights !== weights) {
        const values = part.space?.lengths ?? new Float32Array(part.chunkCount);
        weighLengths(weights, part.lengths, values);
        lengths = { weights, values };
      }
      return lengths.values;
    },
  };
}

/** The words of some of the segment's live chunks; the statistics stay those of all. */
export function limitWordSource(source: WordSource, allowed: Allowed): WordSource {
  if (allowed === source.live) return source;
  return {
    ...source,
    live: allowed,
    find(term) {
      const found = source.find(term);
      return found && { ...found, liveCount: liveCount(source.part, allowed, found.entry) };
    },
  };
}
