import { parentPort, workerData } from "node:worker_threads";
import { serveChunks } from "../../adapters/chunk-threads/index.ts";
import { estimateTokens, type TokenCounter } from "../../core/index.ts";
import { type ChunkingOptions, listChunkers } from "../../engine/ingest/index.ts";

// Program of a thread that chunks documents, with the configured chunkers and the tokenizer of the embedding model.
const chunking: ChunkingOptions = workerData;

if (parentPort !== null) serveChunks(parentPort, { chunkers: listChunkers(chunking), openCounter });

async function openCounter(counter: TokenCounter): Promise<(text: string) => number> {
  if (counter.kind === "estimate") return estimateTokens;
  const { loadTokenizer } = await import("../../adapters/onnx/index.ts");
  const tokenizer = loadTokenizer(counter.path, counter.sha256);
  return (text) => tokenizer.count(text);
}
