import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  BlockCorruptError,
  everything,
  never,
  StoreBusyError,
  StoreUnavailableError,
  StoreVersionError,
} from "../../core/index.ts";
import { readPart } from "../../testing/read-part.ts";
import { sampleChunks, sampleDocument } from "../../testing/sample-document.ts";
import { storeContract } from "../../testing/store-contract.ts";
import { copySqliteStore, findDatabaseDamage, openSqliteStore } from "./index.ts";

const query = { collection: "default", scope: everything };
let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-sqlite-"));
});
afterEach(() => rm(directory, { recursive: true }));

const openToWrite = () => openSqliteStore({ directory, waitMs: 0, mode: "write", create: true });
const openToRead = () => openSqliteStore({ directory, waitMs: 0, mode: "read" });

/** Creates a store with one document `a` and one segment of three blocks, and returns the segment's id. */
async function fillStore(text = "A text that can be found again."): Promise<number> {
  const store = await openToWrite();
  const document = sampleDocument("a", { text });
  const segmentId = await store.transact(async (transaction) => {
    transaction.createCollection("default");
    transaction.putDocument(document, sampleChunks(document), Buffer.from(text));
    const segment = { collection: "default", formatVersion: 1, analysisFingerprint: "e", chunkCount: 1 };
    return transaction.putSegment(segment, { lexical: new Uint8Array(2_500_000).fill(7) });
  }, never);
  await store.close();
  return segmentId;
}

/** Changes the file by another connection. */
function damage(sql: string): void {
  const database = new Database(join(directory, "store.db"));
  database.exec(sql);
  database.close();
}

describe("the SQLite store", () => {
  for (const { name, run } of storeContract(openToWrite)) it(name, run);
});

describe("opening a store", () => {
  it("finds committed documents again when it is opened read-only, and refuses to write", async () => {
    await fillStore();
    const store = await openToRead();
    expect(await store.readDocument({ ...query, document: "a" }, never)).toEqual(
      sampleDocument("a", { text: "A text that can be found again." }),
    );
    const write = store.transact(async () => 1, never);
    await expect(write).rejects.toThrow(StoreUnavailableError);
    await store.close();
  });

  it("creates missing folders, and leaves no write-ahead log when it closes", async () => {
    directory = join(directory, "a folder", "🦊");
    const store = await openToWrite();
    await store.close();
    expect(await readdir(directory)).toEqual(["store.db"]);
    directory = join(directory, "..", "..");
  });

  it("fails without a store, and creates nothing", async () => {
    await expect(openToRead()).rejects.toThrow(/There is no store at/);
    await expect(openSqliteStore({ directory, waitMs: 0, mode: "write" })).rejects.toThrow(StoreUnavailableError);
    expect(await readdir(directory)).toEqual([]);
  });

  it("rejects a store of a newer format and names both versions", async () => {
    await fillStore();
    damage("PRAGMA user_version = 9");
    for (const open of [openToRead, openToWrite]) {
      const error = await open().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreVersionError);
      expect(error).toMatchObject({ message: expect.stringMatching(/version 9;.* 1 to 3/), hint: expect.any(String) });
    }
  });

  it("rejects another program's database, and leaves it unchanged", async () => {
    damage("CREATE TABLE bookmarks (url TEXT)");
    const before = await readFile(join(directory, "store.db"));
    for (const open of [openToRead, openToWrite]) await expect(open()).rejects.toThrow(/not a store of Lydian/);
    expect((await readFile(join(directory, "store.db"))).equals(before)).toBe(true);
  });

  it("rejects a file that is not a database, and a folder that is a file", async () => {
    await writeFile(join(directory, "store.db"), "This is a letter, and not a database. ".repeat(50));
    for (const open of [openToRead, openToWrite]) await expect(open()).rejects.toThrow(/not a database/);
    const file = join(directory, "store.db");
    await expect(openSqliteStore({ directory: file, waitMs: 0, mode: "write", create: true })).rejects.toThrow(
      StoreUnavailableError,
    );
  });

  it("rejects a folder that has the name of the file", async () => {
    await mkdir(join(directory, "store.db"));
    await expect(openToWrite()).rejects.toThrow(StoreUnavailableError);
  });

  it("refuses to read and write after it was closed", async () => {
    const store = await openToWrite();
    await store.close();
    await expect(store.collections(never)).rejects.toThrow(/was closed/);
    await expect(store.transact(async () => 1, never)).rejects.toThrow(/was closed/);
  });
});

describe("the chunks of a document", () => {
  it.each([
    ["numbers with gaps", ["a.f00d.000000", "a.f00d.000003", "a.f00d.000004", "a.f00d.000010"]],
    ["ids of another form", ["a.first", "b", "a.f00d.000002", "a.f00d.000001"]],
  ])("come back with repeated headings and %s", async (_what, ids) => {
    const document = sampleDocument("a");
    const paths = [[], ["Doses"], [], ["Doses"]];
    const chunks = sampleChunks(document, ids.length).map((chunk, index) => ({
      ...chunk,
      id: ids[index] ?? "",
      headingPath: paths[index] ?? [],
    }));
    const store = await openToWrite();
    await store.transact(async (transaction) => {
      transaction.createCollection("default");
      transaction.putDocument(document, chunks, undefined);
    }, never);
    expect(await store.chunksOfDocument({ ...query, document: "a" }, never)).toEqual(chunks);
    const [first, second, third, fourth] = chunks;
    const wanted = { ...query, ids: [...ids.toReversed(), "a.f00d.000009", "none"] };
    expect(await store.readChunks(wanted, never)).toEqual([fourth, third, second, first]);
    expect((await store.readDocument({ ...query, document: "a" }, never))?.text).toBe(document.text);
    await store.close();
  });
});

describe("two connections to one store", () => {
  it("let one write at a time: the other waits, then reports that the store is busy", async () => {
    const first = await openToWrite();
    const second = await openSqliteStore({ directory, waitMs: 30, mode: "write" });
    await first.transact(async () => {
      const error = await second.transact(async () => 1, never).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreBusyError);
      expect(error).toMatchObject({ message: expect.stringMatching(/0\.03 s/), hint: expect.stringMatching(/--wait/) });
      expect(await second.collections(never)).toEqual([]);
    }, never);
    expect(await second.transact(async () => 2, never)).toBe(2);
    await first.close();
    await second.close();
  });

  it("let a waiting writer continue when the other has finished", async () => {
    const first = await openToWrite();
    const second = await openSqliteStore({ directory, waitMs: 60_000, mode: "write" });
    let collectionName: Promise<string> | undefined;
    await first.transact(async (transaction) => {
      transaction.createCollection("default");
      collectionName = second.transact(async (other) => (await other.collection("default", never))?.name ?? "", never);
    }, never);
    expect(await collectionName).toBe("default");
    await first.close();
    await second.close();
  });

  it("stop waiting when the signal aborts", async () => {
    const first = await openToWrite();
    const second = await openSqliteStore({ directory, waitMs: 60_000, mode: "write" });
    const controller = new AbortController();
    await first.transact(async () => {
      const transaction = second.transact(async () => 1, controller.signal);
      controller.abort(new Error("no patience"));
      await expect(transaction).rejects.toThrow("no patience");
    }, never);
    await first.close();
    await second.close();
  });

  it("see each other's changes to an index, with or without a new generation", async () => {
    const first = await openToWrite();
    const second = await openToRead();
    const segment = { collection: "default", formatVersion: 1, analysisFingerprint: "e", chunkCount: 1 };
    const readCounts = async () => {
      const { generation, segments, tombstones } = await second.indexState("default", never);
      return [generation, segments.length, tombstones.size];
    };
    expect(await readCounts()).toEqual([0, 0, 0]);
    const id = await first.transact(async (transaction) => {
      transaction.createCollection("default");
      return transaction.putSegment(segment, { lexical: new Uint8Array(3) });
    }, never);
    expect(await readCounts()).toEqual([0, 1, 0]);
    expect(await second.indexState("default", never)).toBe(await second.indexState("default", never));
    await first.transact(async (transaction) => transaction.addTombstones(id, [0]), never);
    expect(await readCounts()).toEqual([0, 1, 1]);
    await first.transact(async (transaction) => transaction.advanceGeneration("default"), never);
    expect(await readCounts()).toEqual([1, 1, 1]);
    await second.close();
    await first.close();
  });

  it("create the tables only once if both find an empty file", async () => {
    const open = () => openSqliteStore({ directory, waitMs: 10_000, mode: "write", create: true });
    const stores = await Promise.all([open(), open(), open()]);
    for (const store of stores) expect(await store.collections(never)).toEqual([]);
    for (const store of stores) await store.close();
  });
});

describe("a damaged store", () => {
  const flipABit = "SET bytes = CAST(x'00' || substr(bytes, 2) AS BLOB)";
  it.each([
    ["a flipped bit", `UPDATE segment_blocks ${flipABit} WHERE number = 1`],
    ["a block cut short", "UPDATE segment_blocks SET bytes = substr(bytes, 1, 10) WHERE number = 2"],
    ["a lost block in the middle", "DELETE FROM segment_blocks WHERE number = 1"],
    ["a lost last block", "DELETE FROM segment_blocks WHERE number = 2"],
    ["all blocks lost", "DELETE FROM segment_blocks"],
  ])("rejects a segment with %s", async (_what, sql) => {
    const segmentId = await fillStore();
    damage(sql);
    const store = await openToRead();
    await expect(readPart(store, segmentId, "lexical")).rejects.toThrow(BlockCorruptError);
    await store.close();
  });

  it.each([
    ["a flipped bit in the text", `UPDATE chunks ${flipABit}`],
    ["a text cut short", `UPDATE chunks SET bytes = substr(bytes, 1, 10)`],
    ["a flipped bit in the locations", `UPDATE document_blocks ${flipABit} WHERE part = 'locations'`],
    ["a lost text", "DELETE FROM chunks"],
    ["lost elements", "DELETE FROM document_blocks WHERE part = 'elements'"],
  ])("rejects a document with %s", async (_what, sql) => {
    await fillStore();
    damage(sql);
    const store = await openToRead();
    await expect(store.readDocument({ ...query, document: "a" }, never)).rejects.toThrow(BlockCorruptError);
    expect((await store.listDocuments(query, never)).length).toBe(1);
    await store.close();
  });

  it.each([
    ["a flipped bit", `UPDATE chunks ${flipABit}`, /part "text of chunks" of file:.*differs from its checksum/],
    ["a lost document", "PRAGMA foreign_keys = OFF; DELETE FROM documents", /^1 rows of chunks belong to nothing/],
  ])("reports a text with %s", async (_what, sql, message) => {
    await fillStore();
    damage(sql);
    const found: string[] = [];
    for await (const sentence of findDatabaseDamage({ directory, waitMs: 0 }, never)) found.push(sentence);
    expect(found).toContainEqual(expect.stringMatching(message));
  });

  it("is not copied if a text has a flipped bit", async () => {
    await fillStore();
    damage(`UPDATE chunks ${flipABit}`);
    const copy = copySqliteStore(
      { directory, waitMs: 0, to: join(directory, "copy.db"), onProgress: () => undefined },
      never,
    );
    await expect(copy).rejects.toThrow(BlockCorruptError);
  });

  it.each([
    ["metadata of another shape", `UPDATE documents SET metadata = '{"year":null}'`],
    ["metadata that is not JSON", "UPDATE documents SET metadata = '{'"],
  ])("rejects a row with %s", async (_what, sql) => {
    await fillStore();
    damage(sql);
    const store = await openToRead();
    await expect(store.listDocuments(query, never)).rejects.toThrow(StoreUnavailableError);
    await store.close();
  });
});

describe("a purge", () => {
  const secret = "Xyloquent-4711";
  const filesWith = async (text: string) => {
    const names = await readdir(directory);
    const contents = await Promise.all(names.map((name) => readFile(join(directory, name))));
    return names.filter((_, index) => contents[index]?.includes(text));
  };

  it("leaves the text in no file after the store is erased, even while the store stays open", async () => {
    await fillStore(`${secret} is the name of the patient. `.repeat(2_000));
    expect(await filesWith(secret)).toContain("store.db");
    const store = await openToWrite();
    await store.transact(async (transaction) => {
      transaction.startPurge();
      transaction.removeDocument("default", "a");
    }, never);
    await store.erase(never);
    expect(await filesWith(secret)).toEqual([]);
    expect((await store.indexState("default", never)).segments.length).toBe(1);
    await store.close();
    expect(await filesWith(secret)).toEqual([]);
  });

  it("also erases the text that an earlier version of the document left in free pages", async () => {
    await fillStore(`${secret} is the name of the patient. `.repeat(2_000));
    const store = await openToWrite();
    const put = (text: string) =>
      store.transact(
        async (transaction) => transaction.putDocument(sampleDocument("a", { text }), [], undefined),
        never,
      );
    await put("Nothing to see.");
    await store.transact(async (transaction) => {
      transaction.startPurge();
      transaction.removeDocument("default", "a");
    }, never);
    await store.erase(never);
    expect(await filesWith(secret)).toEqual([]);
    await store.close();
  });
});
