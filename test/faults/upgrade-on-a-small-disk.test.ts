import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findDatabaseDamage, openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { DiskFullError, everything, never } from "../../src/core/index.ts";
import { mountSmallDisk } from "../fixtures/mount-small-disk.ts";
import { temporaryFolder } from "../run-lydian.ts";

const MEGABYTE = 1_048_576;
/** Size of the original file in the store: rewriting the store takes this space, and its upgrade does not. */
const ORIGINAL_MEGABYTES = 6;

describe("the upgrade of a store on a small disk", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let directory = "";
  let refusal: string | undefined;

  beforeEach(() => {
    folder = temporaryFolder();
    directory = folder.path;
    refusal = mountSmallDisk(directory);
    const fixture = new URL("../fixtures/store-v2/store.db.gz", import.meta.url);
    writeFileSync(join(directory, "store.db"), gunzipSync(readFileSync(fixture)));
    const database = new Database(join(directory, "store.db"));
    const { lastInsertRowid: key } = database
      .prepare("INSERT INTO originals (content_hash, size_bytes) VALUES ('large', 0)")
      .run();
    const insert = database.prepare("INSERT INTO original_blocks VALUES (?, ?, 0, ?)");
    for (let number = 0; number < ORIGINAL_MEGABYTES; number++) insert.run(key, number, randomBytes(MEGABYTE));
    database.close();
  });
  afterEach(() => {
    if (refusal === undefined) execFileSync("umount", [directory]);
    folder.remove();
  });

  const filler = () => join(directory, "filler");
  /** Fills the disk except for `freeBytes`. */
  function fill(freeBytes: number): void {
    const { bsize, bfree } = statfsSync(directory);
    writeFileSync(filler(), Buffer.alloc(bfree * bsize - freeBytes));
  }
  async function readTexts(mode: "read" | "write") {
    const store = await openSqliteStore({ directory, waitMs: 0, mode });
    try {
      const all = { collection: "default", scope: everything };
      const documents = await store.listDocuments(all, never);
      const texts = documents.map(({ id }) => store.readDocument({ ...all, document: id }, never));
      return (await Promise.all(texts)).map((document) => document?.text.toString());
    } finally {
      await store.close();
    }
  }
  function read(sql: string) {
    const database = new Database(join(directory, "store.db"), { readonly: true });
    try {
      return database.prepare(sql).pluck().get();
    } finally {
      database.close();
    }
  }
  async function listDamages(): Promise<readonly string[]> {
    const damages: string[] = [];
    for await (const damage of findDatabaseDamage({ directory, waitMs: 0 }, never)) damages.push(damage);
    // The original of this test has no checksum.
    return damages.filter((damage) => !damage.includes("original"));
  }

  it("opens without room to rewrite the file, loses nothing, and rewrites it when there is room", async (context) => {
    if (refusal !== undefined) return context.skip(`This user may not mount a file system: ${refusal}`);
    const before = await readTexts("read");
    expect(before.length).toBeGreaterThan(1);
    fill(3 * MEGABYTE);

    expect(await readTexts("write")).toEqual(before);
    expect(read("PRAGMA user_version")).toBe(3);
    expect(read("PRAGMA freelist_count")).toBeGreaterThan(0);
    expect(await listDamages()).toEqual([]);
    const { bsize, bfree } = statfsSync(directory);
    expect(bfree * bsize).toBeGreaterThan(2 * MEGABYTE);

    expect(await readTexts("write")).toEqual(before);
    rmSync(filler());
    expect(await readTexts("write")).toEqual(before);
    expect(read("PRAGMA freelist_count")).toBe(0);
    expect(read("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'view'")).toBe(0);
    expect(await listDamages()).toEqual([]);
  });

  it("fails with its code without room for the upgrade itself, and leaves the store as it was", async (context) => {
    if (refusal !== undefined) return context.skip(`This user may not mount a file system: ${refusal}`);
    const before = await readTexts("read");
    fill(64 * 1_024);
    await expect(readTexts("write")).rejects.toThrow(DiskFullError);
    expect(read("PRAGMA user_version")).toBe(2);
    rmSync(filler());
    expect(await readTexts("write")).toEqual(before);
    expect(read("PRAGMA user_version")).toBe(3);
  });
});
