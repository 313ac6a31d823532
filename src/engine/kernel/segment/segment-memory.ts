// Node.js has WebAssembly unless it runs with --jitless. Its types are part of the
// browser's library, which we do not use.
declare const WebAssembly:
  | undefined
  | { readonly Memory: new (descriptor: MemoryDescriptor) => { readonly buffer: ArrayBufferLike } };

interface MemoryDescriptor {
  readonly initial: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}

const PAGE_BYTES = 65_536;

/** Bytes of a WebAssembly vector. Loops read whole vectors, so arrays begin at a multiple and are padded to one. */
export const LANE_BYTES = 16;

/** Rounds a size up to a multiple; default: whole lanes. */
export function padded(size: number, multiple = LANE_BYTES): number {
  return Math.ceil(size / multiple) * multiple;
}

/** Memory of a segment's bytes. It is a WebAssembly memory that never grows, so the loops read it in place. */
export interface SegmentMemory {
  readonly buffer: ArrayBufferLike;
}

/** Creates a memory of at least `sizeBytes`, all zero. Untouched pages cost nothing. */
export function createSegmentMemory(sizeBytes: number): SegmentMemory {
  const pages = pagesOf(sizeBytes);
  if (typeof WebAssembly === "undefined") return { buffer: new ArrayBuffer(pages * PAGE_BYTES) };
  return new WebAssembly.Memory({ initial: pages });
}

/** Creates a memory that other threads can share. V8 ignores its size when it decides whether to collect garbage. */
export function createSharedMemory(sizeBytes: number): SegmentMemory {
  const pages = pagesOf(sizeBytes);
  if (typeof WebAssembly === "undefined") return { buffer: new SharedArrayBuffer(pages * PAGE_BYTES) };
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

function pagesOf(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / PAGE_BYTES));
}
