import { createLoops, type LoopGlobal } from "../loops/create-loops.ts";
import scan from "./scan.wasm.json" with { type: "json" };

/** Exports of scan.as.ts, where each is documented. */
export interface ScanLoops {
  readonly rows: LoopGlobal;
  readonly scales: LoopGlobal;
  readonly codes: LoopGlobal;
  readonly codeStride: LoopGlobal;
  readonly values: LoopGlobal;
  readonly valueStride: LoopGlobal;
  readonly queryCode: LoopGlobal;
  readonly planes: LoopGlobal;
  readonly queryValues: LoopGlobal;
  readonly queryScale: LoopGlobal;
  readonly allowed: LoopGlobal;
  readonly counts: LoopGlobal;
  readonly weightCounts: LoopGlobal;
  readonly nearRows: LoopGlobal;
  readonly nearDistances: LoopGlobal;
  readonly nearWeights: LoopGlobal;
  readonly nearCount: LoopGlobal;
  readonly foundOrdinals: LoopGlobal;
  readonly foundScores: LoopGlobal;
  readonly threshold: LoopGlobal;
  sampleDistances(stride: number): void;
  noteNear(bound: number): number;
  noteAll(): void;
  countWeights(furthest: number): void;
  selectNear(furthest: number, heaviest: number): void;
  score(start: number, end: number): number;
}

const loops = createLoops<ScanLoops>(scan.wasm, scan.shared);

/** Starts the loops over a memory; undefined if this processor or this Node.js cannot run them. */
export const startLoops = loops.start;

/** Returns how vectors are scanned here. Both give the same results; JavaScript takes several times as long. */
export function vectorScan(): "WebAssembly SIMD" | "JavaScript" {
  return loops.canRun() ? "WebAssembly SIMD" : "JavaScript";
}
