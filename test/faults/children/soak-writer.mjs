// Adds, replaces, removes, purges, attaches vectors, merges and changes over to other vectors at random, until its
// standard input ends. Arguments: the store's folder, the seed.
import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";
import { startWriterThread } from "../../../dist/adapters/writer-thread/index.js";
import { createIndexReader } from "../../../dist/engine/kernel/index.js";
import { createAnalyzer } from "../../../dist/engine/text/index.js";
import { measureMemory } from "./measure-memory.mjs";
import { collection, documentOf } from "./planted-documents.mjs";
import { randomNumbers } from "./random-numbers.mjs";

const [directory, seed] = process.argv.slice(2);
const DOCUMENTS = 200;
const never = new AbortController().signal;
const random = randomNumbers(Number(seed));
const spaces = ["aa", "bb"].map((end) => ({
  model: `planted-${end}`,
  dimensions: 8,
  fingerprint: `00000000000000${end}`,
}));
const options = { directory, waitMs: 60_000 };

const made = await openSqliteStore({ ...options, mode: "write", create: true });
await made.close();
const store = await openSqliteStore({ ...options, mode: "read" });
const reader = createIndexReader({ store, analyzer: createAnalyzer() });
const writer = await startWriterThread({
  ...options,
  entry: new URL("../../../dist/compose/workers/write-worker.js", import.meta.url),
});
const commit = (change) => writer.commit({ collection, language: "en", add: [], removeIds: [], ...change }, never);
const vectorOf = (text) =>
  Float32Array.from(createHash("sha256").update(text).digest().subarray(0, 8), (byte) => byte - 127.5);
const spaceNow = async () => (await store.collection(collection, never))?.space ?? spaces[0];
let step = 0;

async function attach() {
  const space = await spaceNow();
  for (const { segmentId, chunkIds } of await reader.pendingVectors(collection, space, never))
    await writer.attachVectors({ segmentId, collection, space, vectors: chunkIds.map(vectorOf) }, never);
}

async function swap() {
  const now = await spaceNow();
  const space = spaces.find(({ fingerprint }) => fingerprint !== now.fingerprint);
  const textHashes = new Map();
  const query = { collection, scope: { kind: "everything" } };
  for (const { id } of await store.listDocuments(query, never))
    for (const chunk of await store.chunksOfDocument({ ...query, document: id }, never))
      textHashes.set(chunk.id, createHash("sha256").update(chunk.id).digest("hex"));
  const vectors = new Map(Array.from(textHashes, ([id, textHash]) => [textHash, vectorOf(id)]));
  await writer.cacheVectors(space, vectors, never);
  await writer.swapSpace({ collection, space, textHashes, forgetOld: true }, never);
}

async function work() {
  const kind = random();
  step += 1 + Math.floor(random() * 5);
  if (kind < 0.6) return commit({ add: [0, 1, 2].map((next) => documentOf(step * 3 + next, DOCUMENTS)) });
  if (kind < 0.72) return commit({ removeIds: [`d${Math.floor(random() * DOCUMENTS)}`], purge: false });
  if (kind < 0.73) return commit({ removeIds: [`d${Math.floor(random() * DOCUMENTS)}`], purge: true });
  if (kind < 0.88) return attach();
  return kind < 0.98 ? writer.merge(collection, never) : swap();
}

let isEnding = false;
process.stdin.on("end", () => {
  isEnding = true;
});
process.stdin.resume();
await commit({ add: [documentOf(0, DOCUMENTS)] });
process.stdout.write("began\n");
let told = Date.now();
let works = 0;
let refused = 0;
for (; !isEnding; works += 1) {
  try {
    await work();
  } catch (error) {
    // A purge fails while a reader uses an older state; the next purge completes it.
    if (error.code !== "store-busy") throw error;
    refused += 1;
  }
  if (Date.now() - told > 10_000) {
    told = Date.now();
    const { segments } = await reader.statistics(collection, never);
    process.stdout.write(`${measureMemory()} segments ${segments}\n`);
  }
  await setTimeout(random() * 40);
}
await writer.close();
await reader.close();
await store.close();
process.stdout.write(`done ${works} ${refused}\n`);
