import { describe, expect, it } from "vitest";
import { selectDefinitions } from "./select-definitions.ts";

/** Returns a chunk at a path below these headings. Chunks of one path are in reading order. */
const chunkOf = (path: string, start: number, headingPath: readonly string[]) => ({
  chunk: {
    id: `${path}:${start}`,
    documentId: path,
    span: { start, end: start + 1 },
    text: "x",
    headingPath,
    tokens: 1,
  },
  document: {
    uri: `file:///work/${path}`,
    loader: { id: path.endsWith(".md") ? "markdown" : "source-code", version: "1" },
  },
});
type Candidates = Parameters<typeof selectDefinitions>[1];
const idsOf = (name: string, candidates: Candidates) => selectDefinitions(name, candidates).map(({ id }) => id);

describe("selectDefinitions", () => {
  it("compares all names of the last heading, and the last part of a qualified name", () => {
    const candidates = [chunkOf("a.ts", 0, ["Door, doorSeal"]), chunkOf("b.cc", 0, ["door::Seal"])];
    expect(idsOf("doorSeal", candidates)).toEqual(["a.ts:0"]);
    expect(idsOf("seal", candidates)).toEqual(["b.cc:0"]);
    expect(idsOf("pump", candidates)).toEqual([]);
  });

  it("does not take the headings of other formats for definitions", () => {
    expect(idsOf("seal", [chunkOf("a.md", 0, ["Seal"])])).toEqual([]);
  });

  it("selects the beginning of a class that shares the chunk of its first member, and not its other members", () => {
    const members = [chunkOf("a.ts", 9, ["Door", "close"]), chunkOf("a.ts", 0, ["Door", "open"])];
    expect(idsOf("Door", members)).toEqual(["a.ts:0"]);
    expect(idsOf("Door", [...members, chunkOf("a.ts", 5, ["Door"])])).toEqual(["a.ts:5"]);
    expect(idsOf("close", members)).toEqual(["a.ts:9"]);
  });

  it("selects a definition in a test only if there is no other", () => {
    const inTests = ["a.test.ts", "a_test.go", "test_a.py", "tests/a.rs", "src/__tests__/a.js", "spec/a_spec.rb"];
    for (const path of inTests) {
      const inTest = chunkOf(path, 0, ["seal"]);
      expect(idsOf("seal", [inTest])).toEqual([inTest.chunk.id]);
      expect(idsOf("seal", [inTest, chunkOf("a.ts", 0, ["Seal"])])).toEqual(["a.ts:0"]);
    }
    expect(idsOf("seal", [chunkOf("latest.ts", 0, ["seal"]), chunkOf("a.ts", 0, ["seal"])])).toHaveLength(2);
  });

  it("selects another spelling only if nothing is spelled like the name", () => {
    const candidates = [chunkOf("a.ts", 0, ["Seal"]), chunkOf("b.ts", 0, ["seal"])];
    expect(idsOf("Seal", candidates)).toEqual(["a.ts:0"]);
    expect(idsOf("SEAL", candidates)).toEqual(["a.ts:0", "b.ts:0"]);
  });
});
