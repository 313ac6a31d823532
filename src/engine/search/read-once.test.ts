import { describe, expect, it } from "vitest";
import { type Chunk, everything, never } from "../../core/index.ts";
import { readOnce } from "./read-once.ts";

const signal = never;
const query = { collection: "c", scope: everything };

const chunkOf = (id: string): Chunk => ({
  id,
  documentId: "d",
  span: { start: 0, end: 1 },
  text: "x",
  headingPath: [],
  tokens: 1,
});

describe("readOnce", () => {
  it("reads each chunk once, in the requested order, and looks up missing chunks again", async () => {
    const there = new Set(["a", "b"]);
    const asked: (readonly string[])[] = [];
    const store = readOnce({
      collection: async () => undefined,
      collections: async () => [],
      readChunks: async ({ ids }) => {
        asked.push(ids);
        return ids.filter((id) => there.has(id)).map((id) => chunkOf(id));
      },
      readSummaries: async () => [],
      readDocument: async () => undefined,
      readExcerpts: async () => undefined,
      readLocations: async () => undefined,
      signatures: async () => new Map(),
    });
    const read = async (...ids: readonly string[]) =>
      (await store.readChunks({ ...query, ids }, signal)).map(({ id }) => id);
    expect(await read("b", "a")).toEqual(["b", "a"]);
    expect(await read("a", "c", "b")).toEqual(["a", "b"]);
    there.add("c");
    expect(await read("a", "c", "b")).toEqual(["a", "c", "b"]);
    expect(await read("c")).toEqual(["c"]);
    expect(asked).toEqual([["b", "a"], ["c"], ["c"]]);
  });
});
