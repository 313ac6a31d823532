// Adds, replaces and removes documents until it is killed, and prints each change before and after it.
// Arguments: the store's folder, the first step, "here" or "thread", how many steps, and "only-add" to keep them all.
import { writeSync } from "node:fs";
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";
import { startWriterThread } from "../../../dist/adapters/writer-thread/index.js";
import { createIndexReader, createIndexWriter } from "../../../dist/engine/kernel/index.js";
import { createAnalyzer } from "../../../dist/engine/text/index.js";
import { collection, documentOf } from "./planted-documents.mjs";

const [directory, firstStep, place, steps, kept] = process.argv.slice(2);
const space = { model: "planted", dimensions: 8, fingerprint: "00000000000000aa" };
const never = new AbortController().signal;
const waitMs = 5_000;

// Synchronous, so that every line written before the kill arrives.
const say = (...parts) => writeSync(1, `${parts.join(" ")}\n`);

const store = await openSqliteStore({ directory, waitMs, mode: "write", create: true });
const reader = createIndexReader({ store, analyzer: createAnalyzer() });
const writer =
  place === "thread"
    ? await startWriterThread({
        entry: new URL("../../../dist/compose/workers/write-worker.js", import.meta.url),
        directory,
        waitMs,
      })
    : createIndexWriter({ store, analyzer: createAnalyzer() });
const commit = (change) => writer.commit({ collection, language: "en", add: [], removeIds: [], ...change }, never);

async function attachPending() {
  for (const { segmentId, chunkIds } of await reader.pendingVectors(collection, space, never)) {
    const vectors = chunkIds.map((_, index) => Float32Array.from({ length: 8 }, (_, at) => ((index + at) % 8 ? 0 : 1)));
    await writer.attachVectors({ segmentId, collection, space, vectors }, never);
  }
}

for (let step = Number(firstStep); step < Number(firstStep) + Number(steps); step += 1) {
  if (step % 6 === 5 && kept !== "only-add") {
    const id = `d${(step * 7) % 40}`;
    say("will", "remove", id);
    await commit({ removeIds: [id], purge: step % 12 === 5 });
    say("did", "remove", id);
    continue;
  }
  const added = documentOf(step, kept === "only-add" ? Number(steps) : 40);
  say("will", "add", added.document.id, added.document.contentHash);
  await commit({ add: [added] });
  say("did", "add", added.document.id, added.document.contentHash);
  if (step % 3 === 0) await attachPending();
  if (step % 4 === 0) await writer.merge(collection, never);
}
if (place === "thread") await writer.close();
await reader.close();
await store.close();
