import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BlockCorruptError, everything, never } from "../../core/index.ts";
import { findDatabaseDamage, openSqliteStore } from "./index.ts";

let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-migrate-"));
});
afterEach(() => rm(directory, { recursive: true }));

async function unpack(version: string): Promise<void> {
  const fixture = fileURLToPath(new URL(`../../../test/fixtures/${version}/store.db.gz`, import.meta.url));
  await writeFile(join(directory, "store.db"), gunzipSync(await readFile(fixture)));
}

function query<T>(sql: string): readonly T[] {
  const database = new Database(join(directory, "store.db"));
  try {
    const statement = database.prepare<[], T>(sql);
    if (statement.reader) return statement.all();
    statement.run();
    return [];
  } finally {
    database.close();
  }
}

/** Reads all documents with their chunks, and the vectors of texts with these hashes. */
async function readAll(mode: "read" | "write", textHashes: readonly string[]) {
  const store = await openSqliteStore({ directory, waitMs: 0, mode });
  try {
    const all = { collection: "default", scope: everything };
    const documents = [];
    for (const { id } of await store.listDocuments(all, never)) {
      const chunks = await store.chunksOfDocument({ ...all, document: id }, never);
      const ids = chunks.map((chunk) => chunk.id).toReversed();
      expect(await store.readChunks({ ...all, ids }, never)).toEqual(chunks.toReversed());
      documents.push({ document: await store.readDocument({ ...all, document: id }, never), chunks });
    }
    const space = (await store.collection("default", never))?.space;
    if (space === undefined) throw new Error("The fixture has vectors.");
    const vectors = await store.cachedVectors(space, textHashes, never);
    return { documents, vectors, version: (await store.statistics(never)).formatVersion };
  } finally {
    await store.close();
  }
}

describe.each([
  ["store-v1", 1],
  ["store-v2", 2],
] as const)("a store of version %s", (fixture, version) => {
  beforeEach(() => unpack(fixture));
  const hashes = () =>
    query<{ text_hash: string }>("SELECT text_hash FROM cached_vectors").map(({ text_hash }) => text_hash);

  it("is read unchanged without writing, and the same after its upgrade", async () => {
    const textHashes = hashes();
    const before = await readAll("read", textHashes);
    expect(before.version).toBe(version);
    expect(before.documents.map(({ chunks }) => chunks.length)).toEqual([1, 2, 1]);
    expect(before.vectors.size).toBe(textHashes.length);

    const after = await readAll("write", textHashes);
    expect(after).toEqual({ ...before, version: 3 });
    expect(await readAll("read", textHashes)).toEqual(after);
    for await (const damage of findDatabaseDamage({ directory, waitMs: 0 }, never)) expect(damage).toBe("");
  });

  it("has each text once after its upgrade, and no space that is not used", async () => {
    await readAll("write", []);
    const phrase = "%Cars park behind%";
    expect(query(`SELECT key FROM chunks WHERE CAST(bytes AS TEXT) LIKE '${phrase}'`).length).toBe(1);
    expect(query(`SELECT rowid FROM document_blocks WHERE CAST(bytes AS TEXT) LIKE '${phrase}'`)).toEqual([]);
    expect(query("PRAGMA freelist_count")).toEqual([{ freelist_count: 0 }]);
  });

  it("opens while another process prevents that its file is rewritten, and is rewritten by a later opening", async () => {
    const { documents } = await readAll("write", []);
    query("CREATE VIEW unused_space AS SELECT 1");
    const writer = new Database(join(directory, "store.db"));
    writer.exec("BEGIN IMMEDIATE");
    expect((await readAll("write", [])).documents).toEqual(documents);
    writer.close();
    expect(query("SELECT name FROM sqlite_schema WHERE name = 'unused_space'")).toHaveLength(1);
    expect((await readAll("write", [])).documents).toEqual(documents);
    expect(query("SELECT name FROM sqlite_schema WHERE name = 'unused_space'")).toEqual([]);
  });

  it("is not upgraded if a text is damaged", async () => {
    query("UPDATE document_blocks SET bytes = CAST('x' || substr(bytes, 2) AS BLOB) WHERE part = 'text'");
    await expect(readAll("write", [])).rejects.toThrow(BlockCorruptError);
    expect(query("PRAGMA user_version")).toEqual([{ user_version: version }]);
    expect(query("SELECT name FROM sqlite_schema WHERE name LIKE 'earlier%'")).toEqual([]);
  });
});
