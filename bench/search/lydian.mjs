// Lydian: each text a document of one chunk, committed 12,500 at a time and merged; the store is a file.
import { join } from "node:path";
import { openSqliteStore } from "../../dist/adapters/sqlite/index.js";
import { createIndexReader, createIndexWriter } from "../../dist/kernel/index.js";
import { DIMENSIONS, readCorpus, vectorAt } from "./corpus-files.mjs";

const COMMIT = 12_500;
const GROUPS = 4;
const never = new AbortController().signal;
const space = { model: "generated", dimensions: DIMENSIONS, fingerprint: "00000000000000be" };
const analyzer = { fingerprint: "bench", analyze: (text) => text.split(" "), words: (text) => text.split(" ") };
const rowOf = (id) => Number(id.slice(1, 8));

function toIndexed(text, number) {
  const id = `d${String(number).padStart(7, "0")}`;
  const document = {
    id,
    collection: "default",
    uri: `file:///${id}.txt`,
    title: "",
    mediaType: "text/plain",
    metadata: { group: number % GROUPS },
    accessLabels: [],
    contentHash: id.padStart(64, "0"),
    loader: { id: "text", version: "1" },
    settingsFingerprint: "",
    addedAt: "2026-01-01T00:00:00.000Z",
    receipt: { pagesWithoutText: [], characters: text.length, tables: 0, chunks: 1, warnings: [] },
    text,
    elements: [],
    locations: [],
  };
  const chunk = { id: `${id}.00000000.000000`, documentId: id, text, headingPath: [], tokens: 120 };
  return { document, chunks: [{ ...chunk, span: { start: 0, end: text.length } }] };
}

const openStore = (folder, mode) =>
  openSqliteStore({ directory: join(folder, "lydian"), waitMs: 1000, mode, create: mode === "write" });

/** @returns how large the index is, without the texts */
export async function build(folder) {
  const { texts, vectors } = readCorpus(folder);
  const store = await openStore(folder, "write");
  const writer = createIndexWriter({ store, analyzer });
  const reader = createIndexReader({ store, analyzer });
  for (let start = 0; start < texts.length; start += COMMIT) {
    const add = texts.slice(start, start + COMMIT).map((text, index) => toIndexed(text, start + index));
    await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
    for (const { segmentId, chunkIds } of await reader.pendingVectors("default", space, never)) {
      const rows = chunkIds.map((id) => vectorAt(vectors, rowOf(id)));
      await writer.attachVectors({ segmentId, collection: "default", space, vectors: rows }, never);
    }
  }
  await writer.merge("default", never);
  const { segments, sizeBytes } = await reader.statistics("default", never);
  await reader.close();
  await store.close();
  return { segments, indexBytes: sizeBytes };
}

export async function open(folder) {
  const store = await openStore(folder, "read");
  const reader = createIndexReader({ store, analyzer });
  const search = (query) => reader.search({ collection: "default", scope: { kind: "everything" }, ...query }, never);
  const rowsOf = (hits) => hits.map(({ chunkId }) => rowOf(chunkId));
  const nearest = (exact) => async (values) =>
    rowsOf((await search({ vector: { values, space, limit: 10, exact } })).vectors);
  // Three chunks of four, by a filter that is remembered, or by one that was never asked before.
  let filters = 0;
  const behindFilter = (isNew) => async (values) => {
    const filter = { op: ">=", field: "group", value: isNew ? 1 - ++filters / 1e6 : 1 };
    return rowsOf((await search({ filter, vector: { values, space, limit: 10 } })).vectors);
  };
  return {
    words: async (terms) => rowsOf((await search({ words: { text: terms.join(" "), limit: 50 } })).words),
    vectors: nearest(false),
    exactVectors: nearest(true),
    filteredVectors: behindFilter(false),
    newlyFilteredVectors: behindFilter(true),
  };
}
