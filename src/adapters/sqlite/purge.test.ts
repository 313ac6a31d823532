import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createIndexWriter } from "../../kernel/index.ts";
import { type BriefDocument, indexedDocument } from "../../testing/index-documents.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { openSqliteStore } from "./index.ts";

const never = new AbortController().signal;
let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-purge-"));
});
afterEach(() => rm(directory, { recursive: true }));

async function openWriter() {
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "write", create: true });
  const writer = createIndexWriter({ store, analyzer: createPlainAnalyzer() });
  const to = { collection: "default", language: "en" };
  return {
    add: (documents: readonly BriefDocument[]) =>
      writer.commit({ ...to, add: documents.map(indexedDocument), removeIds: [] }, never),
    remove: (id: string, purge: boolean) => writer.commit({ ...to, add: [], removeIds: [id], purge }, never),
    close: store.close,
  };
}

/** What the store's files contain while it is open (database, log, shared memory), one letter a byte. */
async function readFiles(): Promise<string> {
  const names = (await readdir(directory)).sort();
  expect(names).toEqual(["store.db", "store.db-shm", "store.db-wal"]);
  const files: string[] = [];
  for (const name of names) files.push(await readFile(join(directory, name), "latin1"));
  return files.join("\n");
}

describe("a purge", () => {
  it("leaves nothing of any version of a document in any file, and keeps its neighbours", async () => {
    const { add, remove, close } = await openWriter();
    await add([
      { id: "a", chunks: ["a xyloquent toast"] },
      { id: "b", chunks: ["a plain toast"] },
    ]);
    await add([{ id: "a", chunks: ["a brief toast"] }]);
    expect(await readFiles()).toContain("xylo");
    await remove("a", true);
    const files = await readFiles();
    expect(files).not.toMatch(/xylo|brief/);
    expect(files).toContain("plain");
    await close();
  });

  it("erases also a document that was removed before", async () => {
    const { add, remove, close } = await openWriter();
    await add([
      { id: "a", chunks: ["a xyloquent toast"] },
      { id: "b", chunks: ["a plain toast"] },
    ]);
    await remove("a", false);
    expect(await readFiles()).toContain("xylo");
    await remove("a", true);
    expect(await readFiles()).not.toContain("xylo");
    await close();
  });
});
