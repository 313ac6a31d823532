// Lydian: each text a document of one chunk, committed 12,500 at a time and merged; the store is a file. The index's
// size is without the texts, which the store holds, too.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { createScanThreads } from "../../../dist/adapters/scan-threads/index.js";
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";
import { createIndexReader, createIndexWriter } from "../../../dist/engine/kernel/index.js";
import { fuseScores } from "../../../dist/engine/search/fuse/fuse-scores.js";
import { plantedDocument } from "../../planted-document.mjs";
import { DIMENSIONS, readTexts, readVectors, vectorAt } from "../corpus-files.mjs";

const GROUPS = 4;
/** Number of candidates that `lydian search` takes from each list before it fuses. */
const DEPTH = 100;
/** Values of compose/compose-parts.ts, so that a large index is searched by several threads, as in the product. */
const MAX_SCAN_THREADS = 3;
const MIN_SCANNED_ROWS = 524_288;
const never = new AbortController().signal;
const space = { model: "generated", dimensions: DIMENSIONS, fingerprint: "00000000000000be" };
const split = (text) => (text === "" ? [] : text.split(" "));
const analyzer = { fingerprint: "bench", analyze: split, words: split };
const rowOf = (id) => Number(id.slice(1, 8));

const openStore = (home, mode) =>
  openSqliteStore({ directory: join(home, "lydian"), waitMs: 1000, mode, create: mode === "write" });

export async function build({ corpus, home }) {
  const store = await openStore(home, "write");
  const writer = createIndexWriter({ store, analyzer });
  const reader = createIndexReader({ store, analyzer });
  const vectors = readVectors(corpus);
  for (const { first, texts } of readTexts(corpus)) {
    const piece = vectors.next().value;
    const add = texts.map((text, at) => {
      const number = first + at;
      return plantedDocument(number, [text], { metadata: { group: number % GROUPS } });
    });
    await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
    for (const { segmentId, chunkIds } of await reader.pendingVectors("default", space, never)) {
      const rows = chunkIds.map((id) => vectorAt(piece.vectors, rowOf(id) - first));
      await writer.attachVectors({ segmentId, collection: "default", space, vectors: rows }, never);
    }
    await writer.merge("default", never);
  }
  const { segments, sizeBytes } = await reader.statistics("default", never);
  await reader.close();
  await store.close();
  return { segments, indexBytes: sizeBytes };
}

export async function open({ home }) {
  const store = await openStore(home, "read");
  // As in the product, several threads scan a large index. They do not keep the process alive.
  const scanThreads = createScanThreads({
    entry: new URL("../../../dist/compose/workers/scan-worker.js", import.meta.url),
    count: Math.max(1, Math.min(MAX_SCAN_THREADS, availableParallelism() - 1)),
    minRows: MIN_SCANNED_ROWS,
  });
  const reader = createIndexReader({ store, analyzer, scanThreads });
  const search = (query) => reader.search({ collection: "default", scope: { kind: "everything" }, ...query }, never);
  const rowsOf = (hits) => hits.map(({ chunkId }) => rowOf(chunkId));
  const nearest = (exact) => async (values) =>
    rowsOf((await search({ vector: { values, space, limit: 10, exact } })).vectors);
  // The filters match three of four chunks. One is the same each time and remembered, the other is new each time.
  let filters = 0;
  const behindFilter = (isNew) => async (values) => {
    const filter = { op: ">=", field: "group", value: isNew ? 1 - ++filters / 1e6 : 1 };
    return rowsOf((await search({ filter, vector: { values, space, limit: 10 } })).vectors);
  };
  return {
    words: async (terms) => rowsOf((await search({ words: { text: terms.join(" "), limit: 50 } })).words),
    vectors: nearest(false),
    exactVectors: nearest(true),
    hybrid: async ({ terms, values }) => {
      const words = { text: terms.join(" "), limit: DEPTH };
      const found = await search({ words, vector: { values, space, limit: DEPTH } });
      const lists = [
        { label: "words", weight: 0.55, chunks: found.words, maxScore: found.maxWordScore, absentScore: 0 },
        { label: "vectors", weight: 0.45, chunks: found.vectors, maxScore: 1 },
      ];
      return rowsOf(fuseScores(lists, DEPTH).slice(0, 10));
    },
    filteredVectors: behindFilter(false),
    newlyFilteredVectors: behindFilter(true),
  };
}

/** Reads all bytes of the index and nothing else, to compare with opening it. */
export function readAll({ home }) {
  const database = new Database(join(home, "lydian", "store.db"), { readonly: true });
  const rows = database.prepare("SELECT bytes FROM segment_blocks");
  let read = 0;
  for (const { bytes } of rows.iterate()) read += bytes.length;
  database.close();
  return read;
}
