import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinChunkId, KEYS_PER_DOCUMENT, numberChunks, splitChunkId } from "./chunk-keys.ts";

const parts = fc.record({
  documentId: fc.string({ minLength: 1 }),
  version: fc.string({ minLength: 1 }).filter((version) => !version.includes(".")),
  number: fc.nat(KEYS_PER_DOCUMENT - 1),
});

describe("a chunk's id", () => {
  it("is split into the parts that it was joined from", () => {
    fc.assert(
      fc.property(parts, (expected) => {
        expect(splitChunkId(joinChunkId(expected))).toEqual(expected);
      }),
    );
  });

  it("is split only into parts that join to the same id", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^a?\.?b\.0{0,7}[0-9]{0,9}$/)), (id) => {
        const found = splitChunkId(id);
        if (found !== undefined) expect(joinChunkId(found)).toBe(id);
      }),
    );
    for (const id of ["", "a", "a.b", "a.b.c", "a.b.1", "a.b.0000001", "a.b.00001e", "a.b.16777216", "a.000001"])
      expect(splitChunkId(id), id).toBeUndefined();
  });
});

describe("the numbers of chunks", () => {
  const numbersOf = (...ids: readonly string[]) =>
    numberChunks(
      "a",
      ids.map((id) => ({ id })),
    );

  it("are those of the ids, with gaps", () => {
    expect(numbersOf("a.f00d.000000", "a.f00d.000007")).toEqual({ version: "f00d", numbers: [0, 7] });
  });

  it("are missing if an id has another form, document or version, or a number that does not grow", () => {
    expect(numbersOf()).toBeUndefined();
    for (const second of ["a.1", "b.f00d.000001", "a.beef.000001", "a.f00d.000000"])
      expect(numbersOf("a.f00d.000000", second), second).toBeUndefined();
  });
});
