import { damagedStoreError, type SegmentInfo, type SegmentPart, type StoreReader } from "../../../core/index.ts";
import { assertReadable } from "./part-header.ts";
import { type DocumentsPart, readDocuments } from "./read-documents-part.ts";
import { type LexicalPart, readLexical } from "./read-lexical.ts";
import { createSegmentMemory, createSharedMemory, type SegmentMemory } from "./segment-memory.ts";
import { cutStripes, stripesBytes } from "./stripes.ts";
import { readVectors, type VectorsPart } from "./vectors-part.ts";
import { createWordSpace, wordSpaceBytes } from "./word-space.ts";

/** Multiple of bytes at which each part begins. */
const ALIGNMENT = 64;
const PARTS: readonly SegmentPart[] = ["documents", "lexical", "vectors"];

/** An immutable segment. Each part is read once, on first use, and copied into the segment's memory. */
export interface Segment {
  readonly info: SegmentInfo;
  documents(signal: AbortSignal): Promise<DocumentsPart>;
  lexical(signal: AbortSignal): Promise<LexicalPart>;
  /** Returns the vectors; undefined while the segment waits for them. */
  vectors(signal: AbortSignal): Promise<VectorsPart | undefined>;
}

/**
 * Opens a segment without reading it.
 *
 * @param createMemory  creates the segment's memory; default: memory of this thread alone
 * @throws {StoreVersionError} if the segment's format cannot be read
 * @throws {BlockCorruptError} from reading a part whose blocks are damaged or missing
 */
export function openSegment(
  store: Pick<StoreReader, "readBlocks">,
  info: SegmentInfo,
  createMemory: CreateMemory = createSegmentMemory,
): Segment {
  assertReadable(info.formatVersion);
  const { memory, place, wordSpace, scanSpace } = layOut(info, createMemory);

  const load = async (part: SegmentPart, signal: AbortSignal): Promise<Uint8Array> => {
    const target = place(part);
    const { copy, check } = createCopier(target);
    await store.readBlocks({ segmentId: info.id, part }, copy, signal);
    check();
    return target;
  };

  const documents = once(async (signal) => {
    const part = readDocuments(await load("documents", signal));
    requireEqual(info, part.chunkIds.length, info.chunkCount);
    return part;
  });
  const lexical = once(async (signal) => {
    const part = readLexical(await load("lexical", signal));
    requireEqual(info, part.chunkCount, info.chunkCount);
    return { ...part, space: createWordSpace(memory, wordSpace, info.chunkCount) };
  });
  const vectors = once(async (signal) => {
    if (info.space === undefined) return undefined;
    const part = readVectors(await load("vectors", signal));
    requireEqual(info, part.count, info.chunkCount);
    requireEqual(info, part.dimensions, info.space.dimensions);
    return { ...part, stripes: cutStripes(part, memory, scanSpace) };
  });

  return { info, documents, lexical, vectors };
}

/** Opens a segment whose vectors lie in a separate memory that other threads can share. */
export function openSharedSegment(store: Pick<StoreReader, "readBlocks">, info: SegmentInfo): Segment {
  const { space: _, sizes, ...rest } = info;
  const { vectors = 0, ...otherSizes } = sizes;
  const withoutVectors = openSegment(store, { ...rest, sizes: otherSizes });
  const onlyVectors = openSegment(store, { ...info, sizes: { vectors } }, createSharedMemory);
  return {
    info,
    documents: withoutVectors.documents,
    lexical: withoutVectors.lexical,
    vectors: onlyVectors.vectors,
  };
}

/**
 * Checks a count against the one in the store's table of segments. The parts have checksums; that table has none.
 *
 * @throws {BlockCorruptError} if they differ
 */
function requireEqual({ id }: SegmentInfo, inPart: number, inStore: number): void {
  if (inPart === inStore) return;
  throw damagedStoreError(`A part of segment ${id} says ${inPart} where the store says ${inStore}`);
}

/** Creates a memory of at least `sizeBytes`. */
type CreateMemory = (sizeBytes: number) => SegmentMemory;

interface Layout {
  readonly memory: SegmentMemory;
  place(part: SegmentPart): Uint8Array;
  /** First byte of the work space of word searches, after the last part. */
  readonly wordSpace: number;
  /** First byte of the work space of vector scans, after that of word searches. */
  readonly scanSpace: number;
}

/** Places the parts and work spaces in a new memory. Its pages cost nothing until a part is copied in. */
function layOut(info: SegmentInfo, createMemory: CreateMemory): Layout {
  const starts = new Map<SegmentPart, number>();
  let end = 0;
  for (const part of PARTS) {
    starts.set(part, end);
    end += Math.ceil((info.sizes[part] ?? 0) / ALIGNMENT) * ALIGNMENT;
  }
  const { chunkCount: count, space } = info;
  const scanBytes = space === undefined ? 0 : stripesBytes({ count, dimensions: space.dimensions });
  const [wordSpace, scanSpace] = [end, end + wordSpaceBytes(count)];
  const memory = claimMemory(info, scanSpace + scanBytes, createMemory);
  const place = (part: SegmentPart) => new Uint8Array(memory.buffer, starts.get(part) ?? 0, info.sizes[part] ?? 0);
  return { memory, place, wordSpace, scanSpace };
}

/** Creates the memory. No writer makes a segment that does not fit, so an impossible size means a damaged store. */
function claimMemory({ id }: SegmentInfo, sizeBytes: number, createMemory: CreateMemory): SegmentMemory {
  try {
    return createMemory(sizeBytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw damagedStoreError(`Segment ${id} cannot have ${sizeBytes} bytes`);
  }
}

/**
 * Creates a pair of functions that copy a part's blocks into memory and check their total length afterwards. The length
 * is wrong if another process has dropped the segment.
 */
function createCopier(target: Uint8Array) {
  let size = 0;
  return {
    copy(block: Uint8Array, start: number): void {
      size = start + block.length;
      if (size <= target.length) target.set(block, start);
    },
    /**
     * Checks the length.
     *
     * @throws {BlockCorruptError} if it differs from the stored one
     */
    check(): void {
      if (size !== target.length)
        throw damagedStoreError(`A segment's part has ${size} bytes where ${target.length} were stored`);
    },
  };
}

/** Wraps `load` so that it runs once and all callers share its result. After a failure, the next call retries. */
function once<T>(load: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let loading: Promise<T> | undefined;
  return (signal) => {
    signal.throwIfAborted();
    if (loading === undefined) {
      // Other callers may wait for this load, so no single caller's signal may abort it.
      const result = load(new AbortController().signal);
      loading = result;
      result.catch(() => {
        // The callers get the error.
        loading = undefined;
      });
    }
    return loading;
  };
}
