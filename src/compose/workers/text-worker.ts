import { parentPort, workerData } from "node:worker_threads";
import { type CheckOrder, serveTexts } from "../../adapters/text-threads/index.ts";
import { estimateTokens, type TokenCounter } from "../../core/index.ts";
import { type ChunkingOptions, listChunkers } from "../../engine/ingest/index.ts";
import { once } from "../once.ts";

// Program of a thread that chunks documents, with the configured chunkers and the tokenizer of the embedding model, and
// that runs the guards of Lydian.

export interface TextWorkerData {
  readonly chunking: ChunkingOptions;
  /** Country of the help lines, see `checksForRegion`. */
  readonly region?: string;
}

const { chunking, region }: TextWorkerData = workerData;
const openMeasurer = once(async () => {
  const { checksForRegion, createMeasurer } = await import("../../guard/index.ts");
  return createMeasurer(checksForRegion(region));
});

if (parentPort !== null) serveTexts(parentPort, { chunkers: listChunkers(chunking), openCounter, check });

async function openCounter(counter: TokenCounter): Promise<(text: string) => number> {
  if (counter.kind === "estimate") return estimateTokens;
  const { loadTokenizer } = await import("../../adapters/onnx/index.ts");
  const tokenizer = loadTokenizer(counter.path, counter.sha256);
  return (text) => tokenizer.count(text);
}

async function check(order: CheckOrder) {
  const measure = await openMeasurer();
  return measure(order);
}
