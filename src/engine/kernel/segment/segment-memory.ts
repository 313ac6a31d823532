// Node has it, unless it runs without a compiler (--jitless); its types come with the browser's library, not ours.
declare const WebAssembly:
  | undefined
  | { readonly Memory: new (descriptor: MemoryDescriptor) => { readonly buffer: ArrayBufferLike } };

interface MemoryDescriptor {
  readonly initial: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}

const PAGE = 65_536;

/** Where a segment's bytes lie: a WebAssembly memory, which never grows, so that the vector loops read it in place. */
export interface SegmentMemory {
  readonly buffer: ArrayBufferLike;
}

/** Of at least so many bytes, all zero. Pages that nobody touches cost nothing. */
export function createSegmentMemory(bytes: number): SegmentMemory {
  const pages = pagesOf(bytes);
  if (typeof WebAssembly === "undefined") return { buffer: new ArrayBuffer(pages * PAGE) };
  return new WebAssembly.Memory({ initial: pages });
}

/** The same, which other threads can be given, too. V8 does not count it when it decides whether to collect garbage. */
export function createSharedMemory(bytes: number): SegmentMemory {
  const pages = pagesOf(bytes);
  if (typeof WebAssembly === "undefined") return { buffer: new SharedArrayBuffer(pages * PAGE) };
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

function pagesOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / PAGE));
}
