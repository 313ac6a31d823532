import type {
  Chunk,
  Collection,
  Document,
  QuantizedVector,
  SegmentInfo,
  SegmentPart,
  Signature,
  Source,
} from "../core/index.ts";

/** A stored segment with the bytes of its parts. */
export interface MemorySegment {
  readonly info: SegmentInfo;
  readonly parts: Readonly<Partial<Record<SegmentPart, Uint8Array>>>;
}

/** A stored document with its chunks in reading order. */
export interface MemoryDocument {
  readonly document: Document;
  readonly chunks: readonly Chunk[];
  readonly signature?: Signature;
}

/** The state of a memory store. Values in the maps are immutable, so copies of the maps are enough. */
export interface MemoryState {
  readonly collections: Map<string, Collection>;
  /** Documents by collection and id. */
  readonly documents: Map<string, MemoryDocument>;
  /** Sources by collection and URI. */
  readonly sources: Map<string, Source>;
  /** Original bytes by content hash. */
  readonly originals: Map<string, Uint8Array>;
  readonly segments: Map<number, MemorySegment>;
  readonly tombstones: Map<number, readonly number[]>;
  /** Cached vectors by the space's fingerprint and the text's hash. */
  readonly vectors: Map<string, QuantizedVector>;
  readonly counters: { lastSegment: number };
}

export function emptyState(): MemoryState {
  return {
    collections: new Map(),
    documents: new Map(),
    sources: new Map(),
    originals: new Map(),
    segments: new Map(),
    tombstones: new Map(),
    vectors: new Map(),
    counters: { lastSegment: 0 },
  };
}

export function copyState(state: MemoryState): MemoryState {
  return {
    collections: new Map(state.collections),
    documents: new Map(state.documents),
    sources: new Map(state.sources),
    originals: new Map(state.originals),
    segments: new Map(state.segments),
    tombstones: new Map(state.tombstones),
    vectors: new Map(state.vectors),
    counters: { ...state.counters },
  };
}

export const documentKey = (collection: string, id: string): string => `${collection}\n${id}`;
