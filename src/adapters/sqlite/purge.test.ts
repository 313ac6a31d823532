import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { never, StoreBusyError } from "../../core/index.ts";
import { createIndexWriter } from "../../engine/kernel/index.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "../../testing/index-documents.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { openSqliteStore } from "./index.ts";

let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-purge-"));
});
afterEach(() => rm(directory, { recursive: true }));

interface Change {
  readonly add?: readonly BriefDocument[];
  readonly removeIds?: readonly string[];
  readonly purge?: boolean;
}

async function openWriter() {
  const store = await openSqliteStore({ directory, waitMs: 200, mode: "write", create: true });
  const writer = createIndexWriter({ store, analyzer: createPlainAnalyzer() });
  const to = { collection: "default", language: "en" };
  /** Completes a brief document with an original, and with an anchor that contains its text. */
  const full = (brief: BriefDocument) => {
    const { document, chunks } = indexedDocument(brief);
    const { text } = document;
    const anchored = [{ span: { start: 0, end: 1 }, location: { anchor: text } }];
    return { document: { ...document, locations: anchored }, chunks, original: Buffer.from(text, "utf16le") };
  };
  const commit = (change: Change) =>
    writer.commit({ ...to, removeIds: [], ...change, add: (change.add ?? []).map(full) }, never);
  return {
    writer,
    add: (documents: readonly BriefDocument[]) => commit({ add: documents }),
    remove: (id: string, purge: boolean) => commit({ removeIds: [id], purge }),
    purge: () => commit({ purge: true }),
    close: store.close,
  };
}

/** Reads the files of the open store (database, log, shared memory), one character for each byte. */
async function readFiles(): Promise<string> {
  const names = (await readdir(directory)).sort();
  expect(names).toEqual(["store.db", "store.db-shm", "store.db-wal"]);
  const files: string[] = [];
  for (const name of names) files.push(await readFile(join(directory, name), "latin1"));
  return files.join("\n");
}

/** Reads the compressed rows, whose text cannot be found in the files. */
function readDeflated(): string {
  const database = new Database(join(directory, "store.db"), { readonly: true });
  const sql = "SELECT bytes FROM document_blocks WHERE part IN ('elements', 'locations')";
  const rows = database.prepare<[], { bytes: Buffer }>(sql).all();
  database.close();
  return rows.map(({ bytes }) => inflateRawSync(bytes).toString()).join("\n");
}

/**
 * Returns every encoding in which the start of a word may be stored. The index stores the rest of a term separately.
 */
const forms = (word: string) => [
  Buffer.from(word).toString("latin1"),
  Buffer.from(word, "utf16le").toString("latin1"),
  Buffer.from(word, "utf16le").swap16().toString("latin1"),
];

async function expectGone(...words: readonly string[]) {
  const files = await readFiles();
  for (const word of words) {
    for (const form of forms(word)) expect(files.includes(form), word).toBe(false);
    expect(readDeflated()).not.toContain(word);
  }
}

describe("a purge", () => {
  it("leaves nothing of any version of a document in any file or encoding, and preserves its neighbours", async () => {
    const { add, remove, close } = await openWriter();
    await add([
      { id: "a", chunks: ["a xyloquent toast"], title: "quincunx", metadata: { by: "zugzwang" } },
      { id: "b", chunks: ["a plain toast"] },
    ]);
    await add([{ id: "a", chunks: ["a brief toast"] }]);
    const before = await readFiles();
    for (const form of forms("xylo").slice(0, 2)) expect(before).toContain(form);
    expect(readDeflated()).toContain("brief");
    await remove("a", true);
    await expectGone("xylo", "brief", "quincu", "zugz");
    for (const form of forms("plain").slice(0, 2)) expect(await readFiles()).toContain(form);
    expect(readDeflated()).toContain("plain");
    await close();
  });

  it("also erases a document that was removed before, with or without its id", async () => {
    for (const argument of ["id", "nothing"]) {
      const { writer, add, remove, purge, close } = await openWriter();
      await add([
        { id: "a", chunks: ["a xyloquent toast"] },
        { id: "b", chunks: ["a plain toast"] },
      ]);
      await writer.cacheVectors(testSpace, new Map([["c0ffee", vectorOf("xyloquent")]]), never);
      await remove("a", false);
      expect(await readFiles()).toContain("xylo");
      await (argument === "id" ? remove("a", true) : purge());
      await expectGone("xylo", "c0ffee");
      await close();
    }
  });

  it("reports that it is unfinished while a reader uses an older state, and a second purge finishes it", async () => {
    const { add, remove, purge, close } = await openWriter();
    await add([
      { id: "a", chunks: ["a xyloquent toast"] },
      { id: "b", chunks: ["a plain toast"] },
    ]);
    const reader = new Database(join(directory, "store.db"), { readonly: true });
    reader.prepare("BEGIN").run();
    reader.prepare("SELECT COUNT(*) FROM chunks").get();
    const failure = await remove("a", true).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreBusyError);
    expect(failure).toMatchObject({
      message: expect.stringMatching(/removed, but/),
      hint: expect.stringMatching(/purge/),
    });
    expect(await readFiles()).toContain("xylo");
    reader.close();
    await purge();
    await expectGone("xylo");
    await close();
  });
});
