import { createLoops, type LoopGlobal } from "../loops/create-loops.ts";
import words from "./words.wasm.json" with { type: "json" };

/** What words.as.ts exports; it says what each of them means. */
export interface WordLoops {
  readonly chunks: LoopGlobal;
  readonly allowed: LoopGlobal;
  readonly lengths: LoopGlobal;
  readonly terms: LoopGlobal;
  readonly termCount: LoopGlobal;
  readonly order: LoopGlobal;
  readonly sums: LoopGlobal;
  readonly candidateOrdinals: LoopGlobal;
  readonly candidateSums: LoopGlobal;
  readonly foundOrdinals: LoopGlobal;
  readonly foundScores: LoopGlobal;
  readonly limit: LoopGlobal;
  readonly threshold: LoopGlobal;
  readonly bodyWeight: LoopGlobal;
  readonly titleWeight: LoopGlobal;
  readonly headingsWeight: LoopGlobal;
  readonly base: LoopGlobal;
  readonly step: LoopGlobal;
  readonly ratio: LoopGlobal;
  search(): number;
}

/** The loops over a memory; undefined where this processor or this Node.js can not run them. */
export const startWordLoops = createLoops<WordLoops>(words.wasm).start;
