import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { openLydian } from "../../src/compose/open.ts";
import { BlockCorruptError, everything, never } from "../../src/core/index.ts";
import { randomFrom } from "./random-from.ts";
import { repeats } from "./repeats.ts";
import { startChild } from "./start-child.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const rounds = repeats({ short: 1, long: 5, variable: "LYDIAN_FAULT_ROUNDS" });
const query = { collection: "default", scope: everything };
const newFolder = useTemporaryFolders();

/** Restores the backup as a user does, checks that every document is whole, and returns the number of documents. */
async function countRestored(file: string): Promise<number> {
  const directory = join(newFolder(), "restored");
  mkdirSync(directory);
  copyFileSync(file, join(directory, "store.db"));
  const database = new Database(join(directory, "store.db"));
  expect(database.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
  expect(database.pragma("foreign_key_check")).toEqual([]);
  database.close();
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "write" });
  const summaries = await store.listDocuments(query, never);
  for (const { id } of summaries) {
    const document = await store.readDocument({ ...query, document: id }, never);
    const chunks = await store.chunksOfDocument({ ...query, document: id }, never);
    expect(
      createHash("sha256")
        .update(document?.text ?? "")
        .digest("hex"),
    ).toBe(document?.contentHash);
    for (const { span, text } of chunks) expect(document?.text.slice(span.start, span.end)).toBe(text);
  }
  await store.close();
  return summaries.length;
}

const pattern = Uint8Array.from({ length: 24_000_000 }, (_, index) => (index * 31 + (index >> 9)) & 255);

/** Fills a store with some megabytes, so that copying it takes several steps. */
async function fillStore(directory: string): Promise<void> {
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "write", create: true });
  await store.transact(async (transaction) => {
    transaction.createCollection("default");
    const segment = { collection: "default", formatVersion: 1, analysisFingerprint: "e", chunkCount: 1 };
    transaction.putSegment(segment, { lexical: pattern });
    transaction.dropSegment(transaction.putSegment(segment, { lexical: new Uint8Array(8_000_000).fill(7) }));
  }, never);
  await store.close();
}

it("holds a single state of the store while another process keeps writing", async () => {
  const directory = newFolder();
  const writing = startChild("add-documents.mjs", [directory, "0", "here", "100000"]);
  await writing.lineNumber(20);
  const lydian = await openLydian({ store: directory });
  for (let round = 0; round < 5; round += 1) {
    const file = join(newFolder(), "backup.db");
    const before = writing.lines.length;
    const report = await lydian.backup(file);
    expect(await countRestored(file)).toBe(report.documents);
    await writing.lineNumber(before + 2);
  }
  writing.process.kill("SIGKILL");
  expect((await writing.ended).exit).toBe("SIGKILL");
  await lydian.close();
});

it(`leaves no half file under its name, through ${rounds} kills`, async () => {
  const directory = newFolder();
  await fillStore(directory);
  const random = randomFrom(1234);
  for (let round = 0; round < rounds; round += 1) {
    const folder = newFolder();
    const file = join(folder, "backup.db");
    const child = startChild("backup-store.mjs", [directory, file]);
    await child.lineNumber(1 + Math.floor(random() * 8));
    await setTimeout(random() * 40);
    child.process.kill("SIGKILL");
    await child.ended;
    const isWhole = child.lines.some((line) => line.startsWith("whole"));
    if (isWhole) expect(existsSync(file)).toBe(true);
    if (existsSync(file)) expect(await countRestored(file)).toBe(0);
    for (const name of readdirSync(folder))
      expect(name).toMatch(/^backup\.db(\.[0-9a-f]{8}\.\d+\.[0-9a-f]{8}\.partial(-journal|-wal|-shm)?)?$/);
    const lydian = await openLydian({ store: directory });
    await lydian.backup(file, { replace: true });
    await lydian.close();
    expect(readdirSync(folder)).toEqual(["backup.db"]);
  }
});

it("fails clearly on a full disk, and leaves only the older backup", async () => {
  const directory = newFolder();
  await fillStore(directory);
  const folder = newFolder();
  const file = join(folder, "backup.db");
  writeFileSync(file, "the older one");
  const child = startChild("backup-store.mjs", [directory, file], { fileSizeKiB: 8_000 });
  const error = JSON.parse(await child.line("{"));
  expect(error).toMatchObject({ code: "store-unavailable", hint: expect.stringMatching(/space/) });
  expect((await child.ended).exit).toBe(0);
  expect([readdirSync(folder), readFileSync(file, "utf8")]).toEqual([["backup.db"], "the older one"]);
});

it("rejects a damaged block, and leaves no file", async () => {
  const directory = newFolder();
  await fillStore(directory);
  const path = join(directory, "store.db");
  const bytes = readFileSync(path);
  const at = bytes.indexOf(pattern.subarray(500_000, 501_000));
  expect(at).toBeGreaterThan(0);
  bytes[at] = (bytes[at] ?? 0) ^ 8;
  writeFileSync(path, bytes);
  const folder = newFolder();
  const lydian = await openLydian({ store: directory });
  await expect(lydian.backup(join(folder, "backup.db"))).rejects.toThrow(BlockCorruptError);
  await lydian.close();
  expect(readdirSync(folder)).toEqual([]);
});

it("stops on its signal, and leaves no file", async () => {
  const directory = newFolder();
  await fillStore(directory);
  const folder = newFolder();
  const stop = new AbortController();
  const lydian = await openLydian({ store: directory });
  lydian.on(() => stop.abort(new Error("enough")));
  await expect(lydian.backup(join(folder, "backup.db"), { signal: stop.signal })).rejects.toThrow("enough");
  await lydian.close();
  expect(readdirSync(folder)).toEqual([]);
});
