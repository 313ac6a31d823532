// Node has it, unless it runs without a compiler (--jitless); its types come with the browser's library, not ours.
declare const WebAssembly:
  | undefined
  | { readonly Memory: new (descriptor: { readonly initial: number }) => { readonly buffer: ArrayBuffer } };

const PAGE = 65_536;

/** Where a segment's bytes lie: a WebAssembly memory, which never grows, so that the vector loops read it in place. */
export interface SegmentMemory {
  readonly buffer: ArrayBuffer;
}

/** Of at least so many bytes, all zero. Pages that nobody touches cost nothing. */
export function createSegmentMemory(bytes: number): SegmentMemory {
  const pages = Math.max(1, Math.ceil(bytes / PAGE));
  if (typeof WebAssembly === "undefined") return { buffer: new ArrayBuffer(pages * PAGE) };
  return new WebAssembly.Memory({ initial: pages });
}
