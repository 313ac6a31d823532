// A store with an index of generated text and vectors, made in a separate folder; needs `npm run build`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../dist/adapters/sqlite/index.js";
import { startWriterThread } from "../dist/adapters/writer-thread/index.js";
import { createIndexReader } from "../dist/engine/kernel/index.js";
import { createAnalyzer } from "../dist/engine/text/index.js";
import { createRandom, generateTexts, generateVectors, queryWords } from "./generate.mjs";

const DIMENSIONS = 384;
const CHUNKS_A_DOCUMENT = 10;
/** Number of most frequent words that questions leave out. */
const COMMONEST = 50;
export const space = { model: "planted", dimensions: DIMENSIONS, fingerprint: "00000000000000cc" };
export const collection = "default";
export const never = new AbortController().signal;

/** Opens a store in the given folder or a new temporary one, with a writer to fill it. */
export async function openPlanted(directory = mkdtempSync(join(tmpdir(), "lydian-bench-"))) {
  const made = await openSqliteStore({ directory, waitMs: 60_000, mode: "write", create: true });
  await made.close();
  const store = await openSqliteStore({ directory, waitMs: 60_000, mode: "read" });
  const entry = new URL("../dist/compose/workers/write-worker.js", import.meta.url);
  const writer = await startWriterThread({ entry, directory, waitMs: 60_000 });
  const openReader = (options = {}) => createIndexReader({ store, analyzer: createAnalyzer(), ...options });
  const end = async () => {
    await writer.close();
    await store.close();
  };
  const close = async () => {
    await end();
    rmSync(directory, { recursive: true, force: true });
  };
  return { directory, store, writer, openReader, end, close };
}

/** Commits groups of documents, each group with its vectors. Each group becomes a segment. */
export function createPlanter(writer, seed) {
  const random = createRandom(seed);
  const corpus = generateTexts(random, 2_000);
  let planted = 0;
  return {
    async plant(chunks, { first = planted } = {}) {
      const vectors = generateVectors(random, { count: chunks, dimensions: DIMENSIONS });
      const add = Array.from({ length: chunks / CHUNKS_A_DOCUMENT }, (_, at) => {
        const number = first / CHUNKS_A_DOCUMENT + at;
        const texts = Array.from({ length: CHUNKS_A_DOCUMENT }, () => corpus.texts[Math.floor(random() * 2_000)]);
        return documentOf(number, texts);
      });
      const { segmentId } = await writer.commit({ collection, language: "en", add, removeIds: [] }, never);
      const rows = Array.from({ length: chunks }, (_, row) => vectors.slice(row * DIMENSIONS, (row + 1) * DIMENSIONS));
      await writer.attachVectors({ segmentId, collection, space, vectors: rows }, never);
      planted += chunks;
    },
    question: () => ({
      collection,
      scope: { kind: "everything" },
      words: { text: queryWords(random, corpus, COMMONEST).join(" "), limit: 50 },
      vector: { values: generateVectors(random, { count: 1, dimensions: DIMENSIONS }), space, limit: 10 },
    }),
  };
}

function documentOf(number, texts) {
  const id = `d${String(number).padStart(7, "0")}`;
  const text = texts.join("\n");
  let start = 0;
  const chunks = texts.map((chunk, at) => {
    const span = { start, end: start + chunk.length };
    start = span.end + 1;
    const chunkId = `${id}.00000000.${String(at).padStart(6, "0")}`;
    return { id: chunkId, documentId: id, span, text: chunk, headingPath: [], tokens: 120 };
  });
  const receipt = { pagesWithoutText: [], characters: text.length, tables: 0, chunks: chunks.length, warnings: [] };
  const document = {
    id,
    collection,
    uri: `memo:${id}`,
    title: id,
    mediaType: "text/plain",
    metadata: {},
    accessLabels: [],
    contentHash: id,
    loader: { id: "text", version: "1" },
    settingsFingerprint: "f00d",
    addedAt: "2026-01-02T03:04:05.678Z",
    receipt,
    text,
    elements: [],
    locations: [],
  };
  return { document, chunks };
}
