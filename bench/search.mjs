// BM25 top-50 (8 terms) and vector top-10 beside SQLite FTS5's bm25() and sqlite-vec's float scan: one run, the same text and vectors.
//
//   npm run build && npm install --prefix bench && node bench/search.mjs [--chunks 100000] [--queries 50] [--centres FILE.f32] [--json FILE]
//
// The text is generated: words by Zipf's law, 120 a chunk on average; a query is eight distinct words of one chunk:
// any words ("as written", what people type), or without the 50 commonest ("rarer words", as after stop words). The vectors are clustered noise around unit vectors: around rows of real embeddings where
// --centres names a file of 384 little-endian float32 a row, around random ones otherwise (harder to tell apart than
// real ones by one-bit codes). Both sides split words alike: no stemming. Median of all queries, after one warm-up.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import * as sqliteVec from "sqlite-vec";
import { openSqliteStore } from "../dist/adapters/sqlite/index.js";
import { createIndexReader, createIndexWriter } from "../dist/kernel/index.js";
import { createRandom, generateTexts, generateVectors, queryWords } from "./generate.mjs";

const DIMENSIONS = 384;
const COMMIT = 12_500;
const never = new AbortController().signal;
const { values: options } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    queries: { type: "string", default: "50" },
    centres: { type: "string" },
    json: { type: "string" },
  },
});
const count = Number(options.chunks);
const random = createRandom(20_261_125);
const space = { model: "generated", dimensions: DIMENSIONS, fingerprint: "00000000000000be" };
const analyzer = { fingerprint: "bench", analyze: (text) => text.split(" ") };

function readCentres(file) {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function toIndexed(text, number) {
  const id = `d${String(number).padStart(7, "0")}`;
  const document = {
    id,
    collection: "default",
    uri: `file:///${id}.txt`,
    title: "",
    mediaType: "text/plain",
    metadata: {},
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
  const span = { start: 0, end: text.length };
  return {
    document,
    chunks: [{ id: `${id}.00000000.000000`, documentId: id, span, text, headingPath: [], tokens: 120 }],
  };
}

async function buildLydian(directory, texts, vectors) {
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "write", create: true });
  const writer = createIndexWriter({ store, analyzer });
  const reader = createIndexReader({ store, analyzer });
  for (let start = 0; start < texts.length; start += COMMIT) {
    const add = texts.slice(start, start + COMMIT).map((text, index) => toIndexed(text, start + index));
    await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
    for (const { segmentId, chunkIds } of await reader.pendingVectors("default", space, never)) {
      const rows = chunkIds.map((id) => vectorAt(vectors, Number(id.slice(1, 8))));
      await writer.attachVectors({ segmentId, collection: "default", space, vectors: rows }, never);
    }
  }
  await writer.merge("default", never);
  const statistics = await reader.statistics("default", never);
  await reader.close();
  await store.close();
  return statistics;
}

const vectorAt = (vectors, row) => vectors.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);

function buildPeers(texts, vectors) {
  const database = new Database(":memory:");
  sqliteVec.load(database);
  database.exec(`CREATE VIRTUAL TABLE words USING fts5(body, content='', detail='full');
    CREATE VIRTUAL TABLE vectors USING vec0(embedding float[${DIMENSIONS}] distance_metric=cosine);`);
  const addWords = database.prepare("INSERT INTO words(rowid, body) VALUES (?, ?)");
  const addVector = database.prepare("INSERT INTO vectors(rowid, embedding) VALUES (?, ?)");
  database.transaction(() => {
    for (const [row, text] of texts.entries()) {
      addWords.run(row + 1, text);
      const vector = vectorAt(vectors, row);
      addVector.run(BigInt(row + 1), Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
    }
  })();
  database.exec("INSERT INTO words(words) VALUES ('optimize')");
  const words = database.prepare("SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT 50");
  const nearest = database.prepare("SELECT rowid FROM vectors WHERE embedding MATCH ? AND k = 10 ORDER BY distance");
  return {
    words: (terms) => words.all(terms.join(" OR ")).map(({ rowid }) => rowid - 1),
    vectors: (vector) =>
      nearest.all(Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)).map(({ rowid }) => rowid - 1),
    close: () => database.close(),
  };
}

async function medianMs(queries, run) {
  const times = [];
  const results = [];
  await run(queries[0]);
  for (const query of queries) {
    const started = performance.now();
    results.push(await run(query));
    times.push(performance.now() - started);
  }
  times.sort((left, right) => left - right);
  return { ms: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)], results };
}

/** Milliseconds of both, and what share of the peer's hits we found too: recall, where the peer is exact. */
function compare(ours, peer) {
  return {
    lydianMs: ours.ms,
    lydianP95Ms: ours.p95,
    peerMs: peer.ms,
    ratio: peer.ms / ours.ms,
    shared: overlap(ours.results, peer.results),
  };
}

/** What share of the peer's hits we found too. */
function overlap(ours, theirs) {
  const found = theirs.map((rows, index) => rows.filter((row) => ours[index].includes(row)).length / rows.length);
  return found.reduce((sum, share) => sum + share, 0) / found.length;
}

const directory = mkdtempSync(join(tmpdir(), "lydian-bench-"));
try {
  const corpus = generateTexts(random, count);
  const { texts } = corpus;
  const vectors = generateVectors(random, {
    count,
    dimensions: DIMENSIONS,
    centres: options.centres && readCentres(options.centres),
  });
  const ask = (commonest) =>
    Array.from({ length: Number(options.queries) }, () => queryWords(random, corpus, commonest));
  const [asWritten, rarer] = [ask(0), ask(50)];
  const askedVectors = generateVectors(random, {
    count: Number(options.queries),
    dimensions: DIMENSIONS,
    around: vectors,
  });
  const started = performance.now();
  const statistics = await buildLydian(directory, texts, vectors);
  console.error(
    `indexed ${count} chunks in ${((performance.now() - started) / 1000).toFixed(1)} s, ${statistics.segments} segment(s)`,
  );
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "read" });
  const reader = createIndexReader({ store, analyzer });
  const rowsOf = (hits) => hits.map(({ chunkId }) => Number(chunkId.slice(1, 8)));
  const base = { collection: "default", scope: { kind: "everything" } };
  const byWords = async (query) =>
    rowsOf(
      (await reader.search({ ...base, words: { text: query.join(" "), language: "en", limit: 50 } }, never)).words,
    );
  const byVector = (exact) => async (row) =>
    rowsOf(
      (
        await reader.search(
          { ...base, vector: { values: vectorAt(askedVectors, row), space, limit: 10, exact } },
          never,
        )
      ).vectors,
    );
  const rows = Array.from({ length: Number(options.queries) }, (_, row) => row);

  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  await byWords(asWritten[0]);
  await byVector(false)(0);
  globalThis.gc?.();
  const residentBytes = process.memoryUsage().rss - before;

  for (const warm of [...asWritten, ...rarer]) await byWords(warm);
  const words = await medianMs(asWritten, byWords);
  const rareWords = await medianMs(rarer, byWords);
  const coded = await medianMs(rows, byVector(false));
  const exact = await medianMs(rows, byVector(true));
  const peers = buildPeers(texts, vectors);
  const fts5 = await medianMs(asWritten, async (query) => peers.words(query));
  const rareFts5 = await medianMs(rarer, async (query) => peers.words(query));
  const vec = await medianMs(rows, async (row) => peers.vectors(vectorAt(askedVectors, row)));
  peers.close();
  await store.close();

  const report = {
    chunks: count,
    queries: asWritten.length,
    vectors: options.centres ? "noise around real embeddings" : "noise around random unit vectors",
    node: process.version,
    processor: cpus()[0]?.model,
    bm25AsWritten: compare(words, fts5),
    bm25RarerWords: compare(rareWords, rareFts5),
    vector: compare(coded, vec),
    vectorExact: compare(exact, vec),
    indexBytesPerChunk: statistics.sizeBytes / count,
    residentBytesPerChunk: residentBytes / count,
  };
  console.table({
    "BM25 top 50, as written": report.bm25AsWritten,
    "BM25 top 50, rarer words": report.bm25RarerWords,
    "vector top 10": report.vector,
    "vector top 10, exact": report.vectorExact,
  });
  console.log(JSON.stringify(report, null, 2));
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
