// Searches, explains and reads at random while others write, and checks that each result is one committed state, until
// its standard input ends. Arguments: the store's folder, the seed.
import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";
import { defined } from "../../../dist/core/index.js";
import { createIndexReader } from "../../../dist/engine/kernel/index.js";
import { createAnalyzer } from "../../../dist/engine/text/index.js";
import { measureMemory } from "./measure-memory.mjs";
import { collection } from "./planted-documents.mjs";
import { randomNumbers } from "./random-numbers.mjs";

const [directory, seed] = process.argv.slice(2);
const never = new AbortController().signal;
const random = randomNumbers(Number(seed));
const query = { collection, scope: { kind: "everything" } };
const words = [
  "ward",
  "dose fever",
  "nurse clinic",
  "aspirin",
  "stroke visit record",
  "hours of consent",
  "sentence",
  "d7",
];
const store = await openSqliteStore({ directory, waitMs: 60_000, mode: "read" });
const reader = createIndexReader({ store, analyzer: createAnalyzer() });
const pick = (items) => items[Math.floor(random() * items.length)];
const randomVector = () => Float32Array.from({ length: 8 }, () => random() - 0.5);
const generationNow = async () => (await store.collection(collection, never))?.generation;
let last = 0;

function fail(what) {
  throw new Error(`torn: ${what}`);
}

/**
 * Returns "whole" for a checked result, and "moved" if the store changed meanwhile, so that there is nothing to check.
 */
async function search() {
  const before = await generationNow();
  const space = (await store.collection(collection, never))?.space;
  const from = Math.floor(random() * 1_000);
  const filter = { op: ">=", field: "step", value: from };
  const asked = defined({
    ...query,
    words: { text: pick(words), limit: 10_000 },
    filter: random() < 0.3 ? filter : undefined,
    vector: space && random() < 0.5 ? { values: randomVector(), space, limit: 10_000, exact: true } : undefined,
  });
  const found = await reader.search(asked, never);
  if (found.generation < last) fail(`generation ${found.generation} after ${last}`);
  last = found.generation;
  const hits = [...found.words, ...found.vectors];
  const ids = [...new Set(hits.map(({ chunkId }) => chunkId))];
  const chunks = await store.readChunks({ ...query, ids }, never);
  const listed = await store.listDocuments(query, never);
  const explained = await reader.explain(
    asked,
    found.words.slice(0, 5).map(({ chunkId }) => chunkId),
    never,
  );
  if (before !== found.generation || (await generationNow()) !== before) return "moved";
  if (chunks.length !== ids.length) fail(`${ids.length - chunks.length} of ${ids.length} hits have no chunk`);
  checkDocuments(hits, listed, asked.filter);
  checkExplanations(explained, found.words);
  return "whole";
}

function checkDocuments(hits, listed, filter) {
  const known = new Map(listed.map((summary) => [summary.id, summary]));
  for (const { documentId } of hits) {
    const summary = known.get(documentId);
    if (summary === undefined) fail(`${documentId} is found and not listed`);
    if (filter && summary.metadata.step < filter.value) fail(`${documentId} is behind the filter`);
  }
}

function checkExplanations(explained, hits) {
  for (const [at, { words: part }] of explained.entries())
    if (part === undefined || Math.abs(part.score - hits[at].score) > 1e-9) fail(`explanation ${at}`);
}

async function read() {
  const { id } = pick(await store.listDocuments(query, never));
  const document = await store.readDocument({ ...query, document: id }, never);
  if (document === undefined) return "moved";
  if (createHash("sha256").update(document.text).digest("hex") !== document.contentHash) fail(`text of ${id}`);
  return "whole";
}

let isEnding = false;
process.stdin.on("end", () => {
  isEnding = true;
});
process.stdin.resume();
const counts = { whole: 0, moved: 0 };
let told = Date.now();
while (!isEnding) {
  counts[await (random() < 0.7 ? search() : read())] += 1;
  if (Date.now() - told > 10_000) {
    told = Date.now();
    process.stdout.write(`${measureMemory()}\n`);
  }
  await setTimeout(random() * 60);
}
await reader.close();
await store.close();
process.stdout.write(`done ${counts.whole} ${counts.moved}\n`);
