// Searches and lists repeatedly while another process writes, until the awaited document is found.
// Arguments: the store's folder, the id of the document that is written last.
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";
import { createIndexReader } from "../../../dist/engine/kernel/index.js";
import { createAnalyzer } from "../../../dist/engine/text/index.js";

const [directory, lastId] = process.argv.slice(2);
const never = new AbortController().signal;
const query = { collection: "default", scope: { kind: "everything" } };

const store = await openSqliteStore({ directory, waitMs: 5_000, mode: "read" });
const reader = createIndexReader({ store, analyzer: createAnalyzer() });
let generation = 0;
let searches = 0;
for (let isDone = false; !isDone; searches += 1) {
  const before = await store.listDocuments(query, never);
  const result = await reader.search({ ...query, words: { text: "sentence", limit: 10_000 } }, never);
  const after = await store.listDocuments(query, never);
  const found = new Set(result.words.map(({ documentId }) => documentId));
  if (result.generation < generation) throw new Error(`generation ${result.generation} came after ${generation}`);
  generation = result.generation;
  const lost = before.filter(({ id }) => !found.has(id));
  if (lost.length > 0) throw new Error(`${lost.length} of ${before.length} committed documents are not found`);
  if (found.size > after.length) throw new Error(`${found.size} documents are found, of ${after.length}`);
  const ids = result.words.map(({ chunkId }) => chunkId);
  const chunks = await store.readChunks({ ...query, ids }, never);
  if (chunks.length !== ids.length) throw new Error(`${ids.length - chunks.length} chunks of hits are missing`);
  isDone = found.has(lastId);
}
await reader.close();
await store.close();
process.stdout.write(`fine after ${searches} searches\n`);
