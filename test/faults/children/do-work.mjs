// Does one kind of work on a store until it is complete or killed, and prints what was committed. Arguments: the kind,
// the store's folder, the folder of the embedding model, and what to work on (a file of documents, a folder, an
// export).
import { readFileSync, writeSync } from "node:fs";
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";
import { startWriterThread } from "../../../dist/adapters/writer-thread/index.js";
import { openLydian } from "../../../dist/index.js";

const [kind, directory, model, given] = process.argv.slice(2);
const settings = { embedding: { model, sessions: 1 }, chunking: { maxTokens: 64 } };
const never = new AbortController().signal;
const everything = { collection: "default", scope: { kind: "everything" } };
const DOCUMENTS_A_CALL = 8;

// Synchronous, so that every line written before the kill arrives.
const say = (...parts) => writeSync(1, `${parts.join(" ")}\n`);

/** Commits each document again into its own segment and merges the segments, endlessly. */
async function merge() {
  const entry = new URL("../../../dist/compose/workers/write-worker.js", import.meta.url);
  const store = await openSqliteStore({ directory, waitMs: 5_000, mode: "read" });
  const writer = await startWriterThread({ entry, directory, waitMs: 5_000 });
  const ids = (await store.listDocuments(everything, never)).map(({ id }) => id);
  for (let number = 0; ids.length > 0; number += 1) {
    const reference = { ...everything, document: ids[number % ids.length] };
    const document = await store.readDocument(reference, never);
    const chunks = await store.chunksOfDocument(reference, never);
    const original = await store.readOriginal(reference, never);
    const add = [{ document, chunks, original }];
    await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
    if (number % 8 !== 7) continue;
    say("merging");
    say("merged", await writer.merge("default", never));
  }
}

async function withLydian(work) {
  const lydian = await openLydian({ store: directory, settings });
  lydian.on((event) => {
    if (event.type === "document-committed") say("did add", event.uri);
    else if (event.type === "document-removed") say("did remove", event.uri);
    else if (event.type === "documents-imported") say("imported", event.done);
    else say(event.type);
  });
  await work(lydian);
  await lydian.close();
}

async function add(lydian) {
  const documents = JSON.parse(readFileSync(given, "utf8"));
  for (let start = 0; start < documents.length; start += DOCUMENTS_A_CALL)
    await lydian.add(documents.slice(start, start + DOCUMENTS_A_CALL));
}

const works = {
  add: () => withLydian(add),
  sync: () => withLydian((lydian) => lydian.sync(given)),
  merge,
  // Forgets the old vectors, so that the next time has something to compute.
  reindex: () => withLydian((lydian) => lydian.reindex({ forgetOld: true })),
  import: () => withLydian((lydian) => lydian.importFrom(given, { replace: true })),
};

say("start");
await works[kind]();
say("done");
