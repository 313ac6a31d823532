// Measures how long a command takes from the start of its process to the end.
//
//   npm run build && node bench/start.mjs [--chunks 100000] [--runs 7] [--keep FOLDER]
//
// Two stores: the handbook of examples/, and one of generated text with clustered unit vectors, written with the
// index writer, so that nothing needs to be embedded. The files are in the page cache, as in any run but the first.
// "load" is the mean number of processes that wanted a core meanwhile: above the number of cores, times say little.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openOnnxEmbedder } from "../dist/adapters/onnx/index.js";
import { openSqliteStore } from "../dist/adapters/sqlite/index.js";
import { embedPending } from "../dist/engine/ingest/embed/embed-pending.js";
import { createIndexReader, createIndexWriter } from "../dist/engine/kernel/index.js";
import { createAnalyzer } from "../dist/engine/text/index.js";
import { createRandom, generateTexts, generateVectors, queryWords } from "./generate.mjs";

const { values: options } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    runs: { type: "string", default: "7" },
    keep: { type: "string" },
  },
});
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const command = path("../dist/cli/lydian.js");
const model = path("../models/bge-small-en-v1.5-int8");
const chunkCount = Number(options.chunks);
const folder = options.keep ?? mkdtempSync(join(tmpdir(), "lydian-start-"));
const never = new AbortController().signal;

const CHUNKS_A_DOCUMENT = 40;
const CHUNKS_A_COMMIT = 10_000;

function documentOf(number, texts) {
  const id = `d${String(number).padStart(15, "0")}`;
  const text = texts.join("\n\n");
  let start = 0;
  const chunks = texts.map((chunk, index) => {
    const span = { start, end: start + chunk.length };
    start = span.end + 2;
    const chunkId = `${id}.00000000.${String(index).padStart(6, "0")}`;
    return { id: chunkId, documentId: id, span, text: chunk, headingPath: [], tokens: chunk.length >> 2 };
  });
  const document = {
    id,
    collection: "default",
    uri: `bench:${number}`,
    title: `Document ${number}`,
    mediaType: "text/plain",
    metadata: {},
    accessLabels: [],
    contentHash: "0".repeat(64),
    settingsFingerprint: "bench",
    addedAt: "2025-01-01T00:00:00.000Z",
    loader: { id: "bench", version: "1" },
    receipt: { pagesWithoutText: [], characters: text.length, tables: 0, chunks: chunks.length, warnings: [] },
    text,
    elements: [],
    locations: [],
  };
  return { document, chunks };
}

async function makeStore(directory, texts, random) {
  const analyzer = createAnalyzer();
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "write", create: true });
  const writer = createIndexWriter({ store, analyzer });
  const reader = createIndexReader({ store, analyzer });
  const documents = [];
  for (let start = 0; start < texts.length; start += CHUNKS_A_DOCUMENT)
    documents.push(documentOf(documents.length, texts.slice(start, start + CHUNKS_A_DOCUMENT)));
  const documentsACommit = CHUNKS_A_COMMIT / CHUNKS_A_DOCUMENT;
  for (let start = 0; start < documents.length; start += documentsACommit) {
    const add = documents.slice(start, start + documentsACommit);
    await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
  }
  const bundled = await openOnnxEmbedder({ folder: model });
  const dimensions = bundled.space.dimensions;
  const centres = generateVectors(random, { count: 2_000, dimensions });
  const embedder = {
    ...bundled,
    embedDocuments: async (asked) => {
      const flat = generateVectors(random, { count: asked.length, dimensions, centres });
      return asked.map((_, row) => flat.slice(row * dimensions, (row + 1) * dimensions));
    },
  };
  // Generated vectors are never needed again, so they are not cached.
  const index = { ...reader, ...writer, cacheVectors: async () => undefined };
  await embedPending({ index, store, embedder, emit: () => undefined }, { collection: "default" }, never);
  await reader.close();
  await store.close();
  await bundled.close();
}

function timeCommand(args) {
  const times = [];
  const loads = [];
  for (let run = 0; run < Number(options.runs); run++) {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    times.push(performance.now() - started);
    loads.push(loadavg()[0]);
    // Exit code 3 means that the documents do not answer the question.
    if (status !== 0 && status !== 3) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const load = loads.reduce((sum, value) => sum + value, 0) / loads.length;
  return {
    medianMs: Math.round(sorted[sorted.length >> 1]),
    leastMs: Math.round(sorted[0]),
    load: Number(load.toFixed(1)),
  };
}

const random = createRandom(1);
const corpus = generateTexts(random, chunkCount);
const stores = { handbook: join(folder, "handbook"), large: join(folder, `chunks-${chunkCount}`) };
if (!existsSync(stores.handbook))
  execFileSync(process.execPath, [command, "add", path("../examples/handbook"), "--store", stores.handbook]);
if (!existsSync(stores.large)) await makeStore(stores.large, corpus.texts, random);

const questions = {
  handbook: "What does a lost key cost?",
  large: `What is ${queryWords(random, corpus, 1_000).slice(0, 4).join(" ")}?`,
};
const rows = [
  { what: "node alone", ...timeCommand(["-e", "0"]) },
  { what: "--help", ...timeCommand([command, "--help"]) },
];
for (const [name, store] of Object.entries(stores)) {
  const ask = (...args) => timeCommand([command, ...args, questions[name], "--store", store]);
  rows.push(
    { what: `search, words (${name})`, ...ask("search", "--mode", "lexical") },
    { what: `search, hybrid (${name})`, ...ask("search") },
    { what: `ask (${name})`, ...ask("ask") },
  );
}
if (options.keep === undefined) rmSync(folder, { recursive: true });

const report = {
  chunks: chunkCount,
  modelBytes: statSync(join(model, "model.onnx")).size,
  cores: availableParallelism(),
  processor: cpus()[0]?.model,
  node: process.version,
  rows,
};
console.table(rows);
console.log(`${chunkCount} chunks, ${report.cores} cores (${report.processor}), Node ${report.node}`);
mkdirSync(path("results"), { recursive: true });
writeFileSync(path("results/start.json"), `${JSON.stringify(report, null, 2)}\n`);
