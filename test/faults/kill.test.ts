import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { everything, type IndexedDocument, type Store } from "../../src/core/index.ts";
import { createIndexReader, createIndexWriter } from "../../src/kernel/index.ts";
import { createAnalyzer } from "../../src/text/index.ts";
import { randomFrom } from "./random-from.ts";
import { startChild } from "./start-child.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const rounds = Number(process.env.LYDIAN_FAULT_ROUNDS ?? 20);
const never = new AbortController().signal;
const query = { collection: "default", scope: everything };
const questions = ["ward", "dose fever", "nurse of the clinic", "sentence", "step consent hours", "d7"];
const newFolder = useTemporaryFolders();

/** By document id the hash of its text. */
type Contents = ReadonlyMap<string, string>;

/** What lines like `did add d3 HASH` and `did remove d3` lead to. */
function apply(contents: Contents, lines: readonly string[]): Contents {
  const next = new Map(contents);
  for (const line of lines) {
    const [, change, id = "", hash = ""] = line.split(" ");
    if (change === "add") next.set(id, hash);
    else next.delete(id);
  }
  return next;
}

function checkFile(directory: string): void {
  const database = new Database(join(directory, "store.db"));
  expect(database.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
  expect(database.pragma("foreign_key_check")).toEqual([]);
  database.close();
}

/** Each document with its chunks and original, after a look at whether it is whole. */
async function readAll(store: Store): Promise<readonly IndexedDocument[]> {
  const documents: IndexedDocument[] = [];
  for (const { id } of await store.listDocuments(query, never)) {
    const reference = { ...query, document: id };
    const document = await store.readDocument(reference, never);
    const original = await store.readOriginal(reference, never);
    const chunks = await store.chunksOfDocument(reference, never);
    if (document === undefined || original === undefined) throw new Error(`${id} is not whole`);
    expect(createHash("sha256").update(document.text).digest("hex")).toBe(document.contentHash);
    expect(Buffer.from(original).toString()).toBe(document.text);
    expect(chunks.length).toBe(document.receipt.chunks);
    for (const { span, text } of chunks) expect(document.text.slice(span.start, span.end)).toBe(text);
    documents.push({ document, chunks, original });
  }
  return documents;
}

/** For each question the chunks that are found, by id, each with its score. */
async function searchAll(store: Store) {
  const reader = createIndexReader({ store, analyzer: createAnalyzer() });
  const results: unknown[] = [];
  for (const text of questions) {
    const { words } = await reader.search({ ...query, words: { text, limit: 10_000 } }, never);
    results.push(words.map(({ chunkId, score }) => [chunkId, score.toPrecision(9)]));
  }
  await reader.close();
  return results;
}

/** The same documents in a new store, committed at once. */
async function searchRebuilt(documents: readonly IndexedDocument[]) {
  const store = await openSqliteStore({ directory: newFolder(), waitMs: 0, mode: "write", create: true });
  const writer = createIndexWriter({ store, analyzer: createAnalyzer() });
  await writer.commit({ collection: "default", language: "en", add: documents, removeIds: [] }, never);
  const results = await searchAll(store);
  await store.close();
  return results;
}

it(`keeps every committed document, and no half of one, through ${rounds} kills`, async () => {
  const directory = newFolder();
  const random = randomFrom(4711);
  let contents: Contents = new Map();
  for (let round = 0; round < rounds; round += 1) {
    const place = round % 2 === 0 ? "here" : "thread";
    const child = startChild("add-documents.mjs", [directory, String(round * 1_000), place, "1000"]);
    await child.lineNumber(1 + Math.floor(random() * 24));
    // Anywhere within the next changes: a commit takes a few milliseconds.
    await setTimeout(random() * 25);
    child.process.kill("SIGKILL");
    expect((await child.ended).exit).toBe("SIGKILL");

    const done = apply(
      contents,
      child.lines.filter((line) => line.startsWith("did ")),
    );
    const last = child.lines.at(-1) ?? "";
    const orBeyond = last.startsWith("will ") ? apply(done, [last]) : done;
    checkFile(directory);
    const store = await openSqliteStore({ directory, waitMs: 0, mode: "write" });
    const documents = await readAll(store);
    contents = new Map(documents.map(({ document }) => [document.id, document.contentHash]));
    expect([sorted(done), sorted(orBeyond)]).toContainEqual(sorted(contents));
    if (documents.length > 0) expect(await searchAll(store)).toEqual(await searchRebuilt(documents));
    await store.close();
  }
  expect(contents.size).toBeGreaterThan(10);
});

const sorted = (contents: Contents) => [...contents].sort(([a], [b]) => (a < b ? -1 : 1));
