import { BlockCorruptError, type SegmentInfo, type SegmentPart, type StoreReader } from "../../../core/index.ts";
import { assertReadable } from "./part-header.ts";
import { type DocumentsPart, readDocuments } from "./read-documents.ts";
import { type LexicalPart, readLexical } from "./read-lexical.ts";
import { createSegmentMemory, type SegmentMemory } from "./segment-memory.ts";
import { cutStripes, stripesBytes } from "./stripes.ts";
import { readVectors, type VectorsPart } from "./vectors-part.ts";
import { createWordSpace, wordSpaceBytes } from "./word-space.ts";

const ALIGNMENT = 64;
const PARTS: readonly SegmentPart[] = ["documents", "lexical", "vectors"];

/** An immutable segment. A part is read and copied once, when it is first asked for, into the segment's one memory. */
export interface Segment {
  readonly info: SegmentInfo;
  documents(signal: AbortSignal): Promise<DocumentsPart>;
  lexical(signal: AbortSignal): Promise<LexicalPart>;
  /** Undefined while the segment waits for its vectors. */
  vectors(signal: AbortSignal): Promise<VectorsPart | undefined>;
}

/**
 * @param create  how the segment's memory is made
 * @throws {StoreVersionError} if the segment's format can not be read
 * @throws {BlockCorruptError} from reading a part whose blocks are damaged or gone
 */
export function openSegment(
  store: Pick<StoreReader, "readBlocks">,
  info: SegmentInfo,
  create: CreateMemory = createSegmentMemory,
): Segment {
  assertReadable(info.formatVersion);
  const { memory, place, wordSpace, scanSpace } = layOut(info, create);
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

/**
 * The parts have checksums; what the store says of them has none.
 *
 * @throws {BlockCorruptError}
 */
function requireEqual({ id }: SegmentInfo, found: number, said: number): void {
  if (found === said) return;
  throw corrupt(`A part of segment ${id} says ${found} where the store says ${said}`);
}

function corrupt(sentence: string): BlockCorruptError {
  return new BlockCorruptError(`${sentence}: the store's file was damaged.`, {
    hint: "Run `lydian doctor`, then `lydian doctor --repair`; or restore the store from a backup.",
  });
}

/** Makes a memory of at least so many bytes. */
type CreateMemory = (bytes: number) => SegmentMemory;

interface Layout {
  readonly memory: SegmentMemory;
  place(part: SegmentPart): Uint8Array;
  /** Behind the last part, where the searches of words and of vectors have their spaces. */
  readonly wordSpace: number;
  readonly scanSpace: number;
}

/** Where each part lies in the segment's memory. Untouched pages cost nothing until a part is copied in. */
function layOut(info: SegmentInfo, create: CreateMemory): Layout {
  const starts = new Map<SegmentPart, number>();
  let end = 0;
  for (const part of PARTS) {
    starts.set(part, end);
    end += Math.ceil((info.sizes[part] ?? 0) / ALIGNMENT) * ALIGNMENT;
  }
  const { chunkCount: count, space } = info;
  const scanBytes = space === undefined ? 0 : stripesBytes({ count, dimensions: space.dimensions });
  const [wordSpace, scanSpace] = [end, end + wordSpaceBytes(count)];
  const memory = claimMemory(info, scanSpace + scanBytes, create);
  const place = (part: SegmentPart) => new Uint8Array(memory.buffer, starts.get(part) ?? 0, info.sizes[part] ?? 0);
  return { memory, place, wordSpace, scanSpace };
}

/** No writer makes a segment that does not fit: a size beyond all memory is a damaged one. */
function claimMemory({ id }: SegmentInfo, sizeBytes: number, create: CreateMemory): SegmentMemory {
  try {
    return create(sizeBytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw corrupt(`Segment ${id} can not have ${sizeBytes} bytes`);
  }
}

/** Copies blocks to where their part lies. `check` throws if they were not as long: another process may have dropped the segment. */
function createCopier(target: Uint8Array) {
  let size = 0;
  return {
    copy(block: Uint8Array, start: number): void {
      size = start + block.length;
      if (size <= target.length) target.set(block, start);
    },
    /** @throws {BlockCorruptError} */
    check(): void {
      if (size !== target.length)
        throw corrupt(`A segment's part has ${size} bytes where ${target.length} were stored`);
    },
  };
}

/** Runs `load` at the first call and shares its outcome; a load that failed is tried again at the next call. */
function once<T>(load: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let loading: Promise<T> | undefined;
  return (signal) => {
    signal.throwIfAborted();
    if (loading === undefined) {
      // Others may wait for this load, so that one caller's abort must not end it.
      const started = load(new AbortController().signal);
      loading = started;
      started.catch(() => {
        loading = undefined;
      });
    }
    return loading;
  };
}
