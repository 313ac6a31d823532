// Chunks a document in a thread, and does not close the threads.
import { createTextThreads } from "../../../dist/adapters/text-threads/index.js";

const { inThread } = createTextThreads({
  entry: new URL("serve-planted-texts.mjs", import.meta.url),
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
