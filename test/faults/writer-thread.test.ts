import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { startWriterThread } from "../../src/adapters/writer-thread/index.ts";
import { never, StoreUnavailableError, StoreVersionError } from "../../src/core/index.ts";
import { quantize } from "../../src/engine/kernel/commit/attach-vectors.ts";
import { startChild } from "./start-child.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const newFolder = useTemporaryFolders();
const space = { model: "planted", dimensions: 2, fingerprint: "00000000000000aa" };
const vector = Float32Array.of(0.6, 0.8);
const vectors = new Map([["ab", vector]]);

const startReal = (directory: string) =>
  startWriterThread({
    entry: new URL("../../dist/compose/workers/write-worker.js", import.meta.url),
    directory,
    waitMs: 0,
  });
const startPlanted = () =>
  startWriterThread({
    entry: new URL("children/serve-planted-writer.mjs", import.meta.url),
    directory: newFolder(),
    waitMs: 17,
  });

describe("the writing thread", () => {
  it("writes to the store, and has ended when closing has", async () => {
    const directory = newFolder();
    const writer = await startReal(directory);
    const written = writer.cacheVectors(space, vectors, never);
    await writer.close();
    await written;
    const store = await openSqliteStore({ directory, waitMs: 0, mode: "read" });
    expect(await store.cachedVectors(space, ["ab"], never)).toEqual(new Map([["ab", quantize(vector, space)]]));
    await store.close();
    await expect(writer.merge("default", never)).rejects.toThrow(StoreUnavailableError);
    await writer.close();
  });

  it("closes without starting if it was never used", async () => {
    const directory = join(newFolder(), "never-made");
    const writer = await startReal(directory);
    await writer.close();
    await expect(openSqliteStore({ directory, waitMs: 0, mode: "read" })).rejects.toThrow(/no store/);
  });

  it("keeps the process alive until its reply, and no longer", async () => {
    const child = startChild("leave-writer-open.mjs", [newFolder()]);
    expect(await child.ended).toEqual({ exit: 0, stderr: "" });
    expect(child.lines).toEqual(["written"]);
  });

  it("passes on an error of the store with its class and hint", async () => {
    const directory = newFolder();
    await (await openSqliteStore({ directory, waitMs: 0, mode: "write", create: true })).close();
    const database = new Database(join(directory, "store.db"));
    database.pragma("user_version = 9");
    database.close();
    const writer = await startReal(directory);
    const error = await writer.merge("default", never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreVersionError);
    expect(error).toMatchObject({ code: "store-version", hint: expect.stringMatching(/Update Lydian/) });
    await writer.close();
  });

  it("ends an aborted call with the signal's reason, and continues", async () => {
    const writer = await startPlanted();
    const controller = new AbortController();
    const reason = new Error("stopped by the caller");
    const waiting = writer.merge("wait", controller.signal);
    const next = writer.merge("answer", never);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(await next).toBe(17);
    await expect(writer.merge("answer", AbortSignal.abort(reason))).rejects.toBe(reason);
    await writer.close();
  });

  it.each([
    ["exit", /exit code 7/],
    ["throw-outside", /planted failure/],
  ])("fails all waiting calls when it crashes (%s), and starts again for the next call", async (crash, message) => {
    const writer = await startPlanted();
    const outcomes = await Promise.allSettled([writer.merge(crash, never), writer.merge("answer", never)]);
    for (const outcome of outcomes) {
      const error = outcome.status === "rejected" ? outcome.reason : undefined;
      expect(error).toBeInstanceOf(StoreUnavailableError);
      expect(error.message).toMatch(message);
    }
    expect(await writer.merge("answer", never)).toBe(17);
    await writer.close();
  });
});
