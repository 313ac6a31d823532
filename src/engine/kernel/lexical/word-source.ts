import { weighLengths } from "../segment/bm25.ts";
import type { LexicalPart } from "../segment/read-lexical.ts";
import type { TermEntry } from "../segment/term-blocks.ts";
import type { PerField } from "../segment/term-postings.ts";
import type { Allowed } from "../select/bitset.ts";
import { liveCount, liveTotals } from "./live-statistics.ts";

/** A term of a segment, with the number of live chunks that contain it. */
export interface LiveTerm {
  readonly entry: TermEntry;
  readonly liveCount: number;
}

/** Words of a segment at one generation, with caches for repeated look-ups. */
export interface WordSource {
  readonly part: LexicalPart;
  readonly live: Allowed;
  readonly liveChunks: number;
  /** Sums of the field lengths over live chunks. */
  readonly totals: PerField<number>;
  /** Looks up a term; undefined if no chunk contains it. */
  find(term: string): LiveTerm | undefined;
  /** Returns the chunks' weighted lengths. If the part has a work space, they are stored there, and other weights overwrite them. */
  weightedLengths(weights: PerField<number>): Float32Array;
}

const utf8 = new TextEncoder();
/** Maximum number of cached terms a segment. A search looks up each term twice, and the next search often the same again. */
const MAX_CACHED_TERMS = 4096;

/** Creates the word source of a segment. `liveChunks` is the number of its `live` chunks. */
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
      const liveTerm = entry && { entry, liveCount: liveCount(part, live, entry) };
      if (terms.size >= MAX_CACHED_TERMS) terms.clear();
      terms.set(term, liveTerm);
      return liveTerm;
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

/** Limits a word source's counts to the allowed chunks. Totals and lengths stay those of all live chunks. */
export function limitWordSource(source: WordSource, allowed: Allowed): WordSource {
  if (allowed === source.live) return source;
  return {
    ...source,
    live: allowed,
    find(term) {
      const liveTerm = source.find(term);
      return liveTerm && { ...liveTerm, liveCount: liveCount(source.part, allowed, liveTerm.entry) };
    },
  };
}
