// Adds, replaces and removes documents until it is killed; says before and after each change what it is.
// Arguments: the store's folder, the first step, "here" or "thread", how many steps, and "only-add" to keep them all.
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";
import { startWriterThread } from "../../../dist/adapters/writer-thread/index.js";
import { createIndexReader, createIndexWriter } from "../../../dist/kernel/index.js";
import { createAnalyzer } from "../../../dist/text/index.js";

const [directory, firstStep, place, steps, kept] = process.argv.slice(2);
const collection = "default";
const words = ["ward", "dose", "fever", "nurse", "clinic", "aspirin", "stroke", "visit", "record", "hours", "consent"];
const space = { model: "planted", dimensions: 8, fingerprint: "00000000000000aa" };
const never = new AbortController().signal;
const waitMs = 5_000;

// Synchronous, so that a line that was written is a line that arrives, whenever the kill comes.
const say = (...parts) => writeSync(1, `${parts.join(" ")}\n`);

function documentOf(step) {
  const id = `d${step % 40}`;
  const sentence = (number) => {
    const at = (offset) => words[(step * 7 + number * 5 + offset) % words.length];
    return `Step ${step} sentence ${number}: the ${at(0)} and the ${at(3)} of ${id}. `;
  };
  const pieces = Array.from({ length: 1 + (step % 5) }, (_, number) => sentence(number).repeat(1 + (step % 30)));
  const text = pieces.join("");
  const contentHash = createHash("sha256").update(text).digest("hex");
  let end = 0;
  const chunks = pieces.map((piece, number) => {
    const span = { start: end, end: end + piece.length };
    end = span.end;
    const chunkId = `${id}.${contentHash.slice(0, 8)}.${String(number).padStart(6, "0")}`;
    return { id: chunkId, documentId: id, span, text: piece, headingPath: [id], tokens: piece.length };
  });
  const receipt = { pagesWithoutText: [], characters: text.length, tables: 0, chunks: chunks.length, warnings: [] };
  const document = {
    ...{ id, collection, uri: `file:///${id}.txt`, title: id, mediaType: "text/plain", metadata: { step } },
    ...{ accessLabels: [], contentHash, loader: { id: "text", version: "1" }, settingsFingerprint: "f00d" },
    ...{ addedAt: "2026-01-02T03:04:05.678Z", receipt, text, elements: [], locations: [] },
  };
  return { document, chunks, original: Buffer.from(text) };
}

const store = await openSqliteStore({ directory, waitMs, mode: "write", create: true });
const reader = createIndexReader({ store, analyzer: createAnalyzer() });
const writer =
  place === "thread"
    ? await startWriterThread({ entry: new URL("../../../dist/write-worker.js", import.meta.url), directory, waitMs })
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
  const added = documentOf(step);
  say("will", "add", added.document.id, added.document.contentHash);
  await commit({ add: [added] });
  say("did", "add", added.document.id, added.document.contentHash);
  if (step % 3 === 0) await attachPending();
  if (step % 4 === 0) await writer.merge(collection, never);
}
if (place === "thread") await writer.close();
await reader.close();
await store.close();
