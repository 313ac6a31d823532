import type { SegmentMemory } from "../segment/index.ts";
import scan from "./scan.wasm.json" with { type: "json" };

interface Global {
  value: number;
}

/** What scan.as.ts exports; it says what each of them means. */
export interface ScanLoops {
  readonly rows: Global;
  readonly scales: Global;
  readonly codes: Global;
  readonly codeStride: Global;
  readonly values: Global;
  readonly valueStride: Global;
  readonly queryCode: Global;
  readonly queryValues: Global;
  readonly queryScale: Global;
  readonly allowed: Global;
  readonly distances: Global;
  readonly counts: Global;
  readonly foundOrdinals: Global;
  readonly foundScores: Global;
  readonly threshold: Global;
  countDistances(): void;
  allowAll(): void;
  scoreNear(start: number, end: number, furthest: number): number;
}

// Node has it, unless it runs without a compiler (--jitless); its types come with the browser's library, not ours.
declare const WebAssembly:
  | undefined
  | {
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (
        module: object,
        imports: { readonly env: { readonly memory: SegmentMemory } },
      ) => { readonly exports: ScanLoops };
      validate(bytes: Uint8Array): boolean;
    };

/** What came of compiling the loops, once it was tried. */
let compiled: { readonly module: object | undefined } | undefined;

/** The loops over a memory; undefined where this processor or this Node.js can not run them. */
export function startLoops(memory: SegmentMemory): ScanLoops | undefined {
  const module = loopsModule();
  if (typeof WebAssembly === "undefined" || module === undefined) return undefined;
  return new WebAssembly.Instance(module, { env: { memory } }).exports;
}

/** How vectors are scanned here. Either way finds the same; JavaScript takes several times as long. */
export function vectorScan(): "WebAssembly SIMD" | "JavaScript" {
  return loopsModule() === undefined ? "JavaScript" : "WebAssembly SIMD";
}

function loopsModule(): object | undefined {
  compiled ??= { module: compile() };
  return compiled.module;
}

function compile(): object | undefined {
  if (typeof WebAssembly === "undefined") return undefined;
  const bytes = Buffer.from(scan.wasm, "base64");
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}
