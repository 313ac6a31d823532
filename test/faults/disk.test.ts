import { chmodSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { BlockCorruptError, never, StoreUnavailableError } from "../../src/core/index.ts";
import { readPart } from "../../src/testing/read-part.ts";
import { randomFrom } from "./random-from.ts";
import { startChild } from "./start-child.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const newFolder = useTemporaryFolders();
/** Programs that must be denied access run as the user `nobody`, since permissions do not bind root. */
const asOrdinaryUser = process.getuid?.() === 0 ? { uid: 65_534 } : {};

async function storeWithSegment(directory: string, lexical: Uint8Array): Promise<number> {
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "write", create: true });
  const segment = { collection: "default", formatVersion: 1, analysisFingerprint: "e", chunkCount: 1 };
  const id = await store.transact(async (transaction) => {
    transaction.createCollection("default");
    return transaction.putSegment(segment, { lexical });
  }, never);
  await store.close();
  return id;
}

describe("a full disk", () => {
  it("is a clear error, and leaves the earlier state whole", async () => {
    const directory = newFolder();
    const child = startChild("fill-disk.mjs", [directory], { fileSizeKiB: 8_000 });
    const error = JSON.parse(await child.line("{"));
    // A limit of the file's size ends a write in its middle, like a full disk, or before its start, like a broken one.
    const code: unknown = expect.stringMatching(/^(disk-full|store-unavailable)$/);
    expect(error).toMatchObject({ code, hint: expect.stringMatching(/space/) });
    const kept = child.lines.filter((line) => line.startsWith("committed")).length;
    expect(kept).toBeGreaterThan(2);
    expect(await child.line("still")).toBe(`still reads generation ${kept}`);
    expect((await child.ended).exit).toBe(0);

    const store = await openSqliteStore({ directory, waitMs: 0, mode: "write" });
    const { generation, segments } = await store.indexState("default", never);
    expect([generation, segments.length]).toEqual([kept, kept]);
    for (const [index, { id }] of segments.entries()) {
      const [block] = await readPart(store, id, "lexical");
      expect(block?.every((byte) => byte === index + 1)).toBe(true);
    }
    await store.close();
  });
});

describe("a folder without write permission", () => {
  it("is a clear error with a hint, for reading and for writing", async () => {
    const directory = newFolder();
    await storeWithSegment(directory, new Uint8Array(10));
    chmodSync(join(directory, "store.db"), 0o444);
    chmodSync(directory, 0o555);
    for (const mode of ["read", "write"]) {
      const child = startChild("open-store.mjs", [directory, mode], asOrdinaryUser);
      const { stderr } = await child.ended;
      expect(stderr).toBe("");
      const error = JSON.parse(await child.line("{"));
      expect(error).toMatchObject({ code: "store-unavailable", hint: expect.stringMatching(/copy the store/) });
    }
    chmodSync(directory, 0o755);
  });

  it("is a clear error when a store is created in it", async () => {
    const folder = newFolder();
    chmodSync(folder, 0o555);
    const child = startChild("open-store.mjs", [join(folder, "new"), "write"], asOrdinaryUser);
    expect(JSON.parse(await child.line("{"))).toMatchObject({ code: "store-unavailable", hint: expect.any(String) });
    chmodSync(folder, 0o755);
  });
});

describe("a damaged file", () => {
  it("never returns a block with a flipped bit", async () => {
    const directory = newFolder();
    const pattern = Uint8Array.from({ length: 8_000 }, (_, index) => (index * 31 + (index >> 7)) & 255);
    const segmentId = await storeWithSegment(directory, pattern);
    const path = join(directory, "store.db");
    const whole = readFileSync(path);
    const start = whole.indexOf(pattern);
    expect(start).toBeGreaterThan(0);
    const random = randomFrom(42);
    for (let flip = 0; flip < 25; flip += 1) {
      const at = start + Math.floor(random() * pattern.length);
      const damaged = Buffer.from(whole);
      damaged[at] = (whole[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      writeFileSync(path, damaged);
      const store = await openSqliteStore({ directory, waitMs: 0, mode: "read" });
      await expect(readPart(store, segmentId, "lexical")).rejects.toThrow(BlockCorruptError);
      await store.close();
    }
  });

  it("is a clear error when it was cut off, at any place", async () => {
    const directory = newFolder();
    const segmentId = await storeWithSegment(directory, new Uint8Array(900_000).fill(3));
    const path = join(directory, "store.db");
    const whole = readFileSync(path);
    for (const share of [0.9, 0.5, 0.1, 0.02, 0.001]) {
      writeFileSync(path, whole);
      truncateSync(path, Math.floor(whole.length * share));
      const outcome = await readSegment(directory, segmentId).catch((error: unknown) => error);
      expect(outcome).toSatisfy(
        (error) => error instanceof StoreUnavailableError || error instanceof BlockCorruptError,
      );
    }
  });

  it("is a clear error when its beginning was overwritten by another file", async () => {
    const directory = newFolder();
    const segmentId = await storeWithSegment(directory, new Uint8Array(10));
    writeSync(openSync(join(directory, "store.db"), "r+"), "A letter. ".repeat(5_000), 0);
    await expect(readSegment(directory, segmentId)).rejects.toThrow(StoreUnavailableError);
  });
});

async function readSegment(directory: string, segmentId: number): Promise<readonly Uint8Array[]> {
  const store = await openSqliteStore({ directory, waitMs: 0, mode: "read" });
  try {
    const { segments } = await store.indexState("default", never);
    expect(segments.length).toBe(1);
    return await readPart(store, segmentId, "lexical");
  } finally {
    await store.close();
  }
}
