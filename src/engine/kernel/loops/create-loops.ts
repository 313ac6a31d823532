import type { SegmentMemory } from "../segment/segment-memory.ts";

// Node has it, unless it runs without a compiler (--jitless); its types come with the browser's library, not ours.
declare const WebAssembly:
  | undefined
  | {
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new <Exports>(
        module: object,
        imports: { readonly env: { readonly memory: SegmentMemory } },
      ) => { readonly exports: Exports };
      validate(bytes: Uint8Array): boolean;
    };

/** A number that a module exports and JavaScript sets before a call. */
export interface LoopGlobal {
  value: number;
}

/** WebAssembly loops over a segment's memory, compiled when they are first asked for. */
export interface Loops<Exports> {
  /** Whether this processor and this Node.js can run them. */
  canRun(): boolean;
  /** The loops over a memory; undefined where they can not run. */
  start(memory: SegmentMemory): Exports | undefined;
}

/**
 * @param wasm    the module, in base64
 * @param shared  the same for memories that threads share; without it there are no loops over them
 */
export function createLoops<Exports>(wasm: string, shared?: string): Loops<Exports> {
  const own = compileOnce(wasm);
  const ofShared = shared === undefined ? () => undefined : compileOnce(shared);
  return {
    canRun: () => own() !== undefined,
    start(memory) {
      const module = memory.buffer instanceof SharedArrayBuffer ? ofShared() : own();
      if (typeof WebAssembly === "undefined" || module === undefined) return undefined;
      return new WebAssembly.Instance<Exports>(module, { env: { memory } }).exports;
    },
  };
}

function compileOnce(wasm: string): () => object | undefined {
  /** What came of compiling, once it was tried. */
  let compiled: { readonly module: object | undefined } | undefined;
  return () => {
    compiled ??= { module: compile(wasm) };
    return compiled.module;
  };
}

function compile(wasm: string): object | undefined {
  if (typeof WebAssembly === "undefined") return undefined;
  const bytes = Buffer.from(wasm, "base64");
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}
