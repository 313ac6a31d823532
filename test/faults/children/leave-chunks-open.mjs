// Chunks a document in a thread, and does not close the threads.
import { createChunkThreads } from "../../../dist/adapters/chunk-threads/index.js";

const { inThread } = createChunkThreads({
  entry: new URL("serve-planted-chunks.mjs", import.meta.url),
  workerData: undefined,
  maxThreads: 2,
  minCharacters: 0,
  timeoutMs: 60_000,
  memoryBytes: 256 * 2 ** 20,
});
const planted = inThread({ id: "planted", fingerprint: "planted" });
const services = { countTokens: () => 1, tokenCounter: { kind: "estimate" } };
const document = { text: "a text", title: "answer", elements: [] };
const drafts = await planted.chunk(document, services, new AbortController().signal);
console.log(drafts.length);
