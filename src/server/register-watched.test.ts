import { describe, expect, it } from "vitest";
import { never } from "../core/index.ts";
import { registerWatched } from "./register-watched.ts";

const folder = { collection: "default", uri: "file:///handbook/" };
const written = new Error("The store was opened for writing.");

function partsWith(isWatched: boolean) {
  const watches = isWatched ? [{ ...folder, since: "2026-01-01T00:00:00.000Z" }] : [];
  return {
    state: { read: async () => ({ listWatches: async () => watches }) },
    read: async () => undefined,
    write: () => Promise.reject(written),
    uriOfPath: (path: string) => path,
    clock: { now: () => 0, monotonicMs: () => 0 },
  };
}

describe("registerWatched", () => {
  it("makes a watched folder a source", async () => {
    await expect(registerWatched(partsWith(true), folder, never)).rejects.toBe(written);
  });

  it("never shows a source again that was removed with its watch", async () => {
    await registerWatched(partsWith(false), folder, never);
  });
});
