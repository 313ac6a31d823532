import { createLoops, type LoopGlobal } from "../loops/index.ts";
import scan from "./scan.wasm.json" with { type: "json" };

/** What scan.as.ts exports; it says what each of them means. */
export interface ScanLoops {
  readonly rows: LoopGlobal;
  readonly scales: LoopGlobal;
  readonly codes: LoopGlobal;
  readonly codeStride: LoopGlobal;
  readonly values: LoopGlobal;
  readonly valueStride: LoopGlobal;
  readonly queryCode: LoopGlobal;
  readonly queryValues: LoopGlobal;
  readonly queryScale: LoopGlobal;
  readonly allowed: LoopGlobal;
  readonly distances: LoopGlobal;
  readonly counts: LoopGlobal;
  readonly foundOrdinals: LoopGlobal;
  readonly foundScores: LoopGlobal;
  readonly threshold: LoopGlobal;
  countDistances(): void;
  allowAll(): void;
  scoreNear(start: number, end: number, furthest: number): number;
}

const loops = createLoops<ScanLoops>(scan.wasm);

/** The loops over a memory; undefined where this processor or this Node.js can not run them. */
export const startLoops = loops.start;

/** How vectors are scanned here. Either way finds the same; JavaScript takes several times as long. */
export function vectorScan(): "WebAssembly SIMD" | "JavaScript" {
  return loops.canRun() ? "WebAssembly SIMD" : "JavaScript";
}
