import { weighLengths } from "../segment/bm25.ts";
import type { LexicalPart } from "../segment/read-lexical.ts";
import type { TermEntry } from "../segment/term-blocks.ts";
import type { PerField } from "../segment/term-postings.ts";
import type { Allowed } from "../select/bitset.ts";
import { type BoundedCache, createBoundedCache } from "../select/bounded-cache.ts";
import { liveCount, liveTotals } from "./live-statistics.ts";

/** A term of a segment, with the number of live chunks that contain it. */
export interface LiveTerm {
  readonly entry: TermEntry;
  readonly liveCount: number;
}

/** Live chunks of a segment that count for a reader. */
export interface CountedChunks {
  /** Undefined: all chunks of the segment. */
  readonly chunks: Allowed;
  readonly count: number;
}

/**
 * Words of a segment at one generation, as one reader sees them: chunks that the reader may not see count as
 * deleted. It caches repeated look-ups.
 */
export interface WordSource {
  readonly part: LexicalPart;
  readonly live: Allowed;
  readonly liveChunks: number;
  /** Sums of the field lengths over live chunks. */
  readonly totals: PerField<number>;
  /** Looks up a term; undefined if no chunk of the segment contains it. Its live count is 0 if no live chunk does. */
  find(term: string): LiveTerm | undefined;
  /**
   * Caches the edit distances of near terms, by word, stems and distance. The searches of one
   * request look them up several times.
   */
  readonly nearTerms: BoundedCache<string, ReadonlyMap<string, number>>;
  /**
   * Returns the chunks' weighted lengths. If the part has a work space, they are stored there,
   * and other weights overwrite them.
   */
  weightedLengths(weights: PerField<number>): Float32Array;
}

/** Returns the words of a segment as a reader of these chunks sees them; the same source for the same object. */
export type WordSources = (readable: CountedChunks) => WordSource;

const utf8 = new TextEncoder();
/** Maximum number of cached dictionary entries a segment. The next search often looks up the same terms again. */
const MAX_CACHED_ENTRIES = 4096;
/** Maximum number of cached counts a word source; there may be one source for each set of access labels. */
const MAX_CACHED_COUNTS = 1024;

/** Maximum number of words whose near terms are cached a word source. */
const MAX_CACHED_WORDS = 64;

/**
 * Bytes of the term that is looked up. A query looks up hundreds of terms, and a new array for each took most of the
 * time.
 */
const termBytes = new Uint8Array(256);

function encodeTerm(term: string): Uint8Array {
  const { read, written } = utf8.encodeInto(term, termBytes);
  return read < term.length ? utf8.encode(term) : termBytes.subarray(0, written);
}

/** Creates the word sources of a segment. They share what does not depend on the reader. */
export function createWordSources(part: LexicalPart): WordSources {
  const entries = createBoundedCache<string, TermEntry | undefined>(MAX_CACHED_ENTRIES);
  const findEntry = (term: string) => entries.get(term, () => part.find(encodeTerm(term)));
  const weightedLengths = rememberLengths(part);
  // Weak keys: the words go with the set of chunks that they were counted in.
  const sources = new WeakMap<CountedChunks, WordSource>();
  return (readable) => {
    const source = sources.get(readable) ?? createWordSource(part, readable, findEntry, weightedLengths);
    sources.set(readable, source);
    return source;
  };
}

function createWordSource(
  part: LexicalPart,
  { chunks: live, count: liveChunks }: CountedChunks,
  findEntry: (term: string) => TermEntry | undefined,
  weightedLengths: WordSource["weightedLengths"],
): WordSource {
  const terms = createBoundedCache<string, LiveTerm>(MAX_CACHED_COUNTS);
  return {
    part,
    live,
    liveChunks,
    totals: liveTotals(part, live),
    find(term) {
      const entry = findEntry(term);
      return entry && terms.get(term, () => ({ entry, liveCount: liveCount(part, live, entry) }));
    },
    nearTerms: createBoundedCache(MAX_CACHED_WORDS),
    weightedLengths,
  };
}

/** Returns a function that computes the weighted lengths of a part's chunks when the weights change. */
function rememberLengths(part: LexicalPart): WordSource["weightedLengths"] {
  let lengths: { readonly weights: PerField<number>; readonly values: Float32Array } | undefined;
  return (weights) => {
    if (lengths?.weights !== weights) {
      const values = part.space?.lengths ?? new Float32Array(part.chunkCount);
      weighLengths(weights, part.lengths, values);
      lengths = { weights, values };
    }
    return lengths.values;
  };
}
