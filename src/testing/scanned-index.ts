import { everything, type IndexQuery, never, type ScanThreads } from "../core/index.ts";
import { createIndexReader, createIndexWriter } from "../engine/kernel/index.ts";
import { indexedDocument, testSpace, vectorOf } from "./index-documents.ts";
import { createMemoryStore } from "./memory-store.ts";
import { createPlainAnalyzer } from "./plain-analyzer.ts";

const collection = "default";

/** Three segments with some replaced documents, searched by one thread (`alone`) or by several. */
export async function makeScannedIndex() {
  const services = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
  const [alone, writer] = [createIndexReader(services), createIndexWriter(services)];
  for (let segment = 0; segment < 3; segment++) {
    const add = Array.from({ length: 60 }, (_, number) =>
      indexedDocument({ id: `d${segment * 40 + number}`, chunks: [`w${number} w${segment}`, `w${number % 7} w1`] }),
    );
    await writer.commit({ collection, language: "en", add, removeIds: [] }, never);
    for (const { segmentId, chunkIds } of await alone.pendingVectors(collection, testSpace, never))
      await writer.attachVectors({ segmentId, collection, space: testSpace, vectors: chunkIds.map(vectorOf) }, never);
  }
  return { alone, openTogether: (scanThreads: ScanThreads) => createIndexReader({ ...services, scanThreads }) };
}

/** Searches by words and vectors. */
export const scannedQueries: readonly IndexQuery[] = Array.from({ length: 12 }, (_, at) => ({
  collection,
  scope: everything,
  words: { text: `w${at % 5} w1`, limit: 20 },
  vector: { values: vectorOf(`question ${at}`), space: testSpace, limit: 5 + at },
}));

const LONGEST_START_MS = 60_000;

/** Waits for the threads, but not forever if they cannot start. */
export async function untilReady(threads: ScanThreads): Promise<void> {
  const endMs = performance.now() + LONGEST_START_MS;
  while (!threads.areReady()) {
    if (performance.now() > endMs) throw new Error("The threads did not start.");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
