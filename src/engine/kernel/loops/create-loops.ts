import type { SegmentMemory } from "../segment/segment-memory.ts";

// Node.js has WebAssembly unless it runs with --jitless. Its types are part of the
// browser's library, which we do not use.
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

/** Number that a module exports and that JavaScript sets before a call. */
export interface LoopGlobal {
  value: number;
}

/** WebAssembly loops over a segment's memory, compiled on first use. */
export interface Loops<Exports> {
  /** Returns whether this processor and this Node.js can run the loops. */
  canRun(): boolean;
  /** Creates an instance of the loops over a memory; undefined if they cannot run. */
  start(memory: SegmentMemory): Exports | undefined;
}

/**
 * Prepares the loops of a module.
 *
 * @param wasm    the module in base64
 * @param shared  the same module compiled for memories that threads share; without it, such memories have no loops
 */
export function createLoops<Exports>(wasm: string, shared?: string): Loops<Exports> {
  const unsharedModule = compileOnce(wasm);
  const sharedModule = shared === undefined ? () => undefined : compileOnce(shared);
  return {
    canRun: () => unsharedModule() !== undefined,
    start(memory) {
      const module = memory.buffer instanceof SharedArrayBuffer ? sharedModule() : unsharedModule();
      if (typeof WebAssembly === "undefined" || module === undefined) return undefined;
      return new WebAssembly.Instance<Exports>(module, { env: { memory } }).exports;
    },
  };
}

function compileOnce(wasm: string): () => object | undefined {
  /** Result of compiling; undefined until the first attempt. */
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
