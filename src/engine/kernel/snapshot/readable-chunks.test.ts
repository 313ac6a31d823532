import { describe, expect, it } from "vitest";
import { type AccessScope, everything } from "../../../core/index.ts";
import { readDocuments } from "../segment/read-documents-part.ts";
import { writeDocuments } from "../segment/write-documents-part.ts";
import { createReadableChunks } from "./readable-chunks.ts";

const scopeOf = (...labels: readonly string[]): AccessScope => ({ kind: "labels", labels });

/** Four documents with two chunks each, the third of them without labels, and one document without chunks. */
const documents = readDocuments(
  writeDocuments(
    [["a"], ["b"], [], ["a", "b"], ["c"]].map((accessLabels, number) => ({
      id: `d${number}`,
      uri: "",
      title: "",
      mediaType: "",
      addedAt: "",
      metadata: {},
      language: ["en", "de", "en", "fr", "it"][number] ?? "en",
      accessLabels,
    })),
    [0, 1, 2, 3].flatMap((number) =>
      ["0", "1"].map((chunk) => ({ id: `d${number}.${chunk}`, documentId: `d${number}` })),
    ),
  ),
);

describe("the readable chunks of a segment", () => {
  it("are those of documents without labels or with one of the scope's, with their number and languages", () => {
    const readable = createReadableChunks(documents, []);
    expect(readable(scopeOf("a"))).toEqual({
      chunks: Uint32Array.of(0b11110011),
      count: 6,
      languages: ["en", "fr"],
    });
    expect(readable(scopeOf())).toEqual({ chunks: Uint32Array.of(0b00110000), count: 2, languages: ["en"] });
    expect(readable(everything)).toEqual({ chunks: undefined, count: 8, languages: ["en", "de", "fr", "it"] });
  });

  it("leave out deleted documents", () => {
    const readable = createReadableChunks(documents, [0]);
    expect(readable(scopeOf("a"))).toEqual({ chunks: Uint32Array.of(0b11110000), count: 4, languages: ["en", "fr"] });
    expect(readable(everything)).toMatchObject({ chunks: Uint32Array.of(0b11111100), count: 6 });
  });

  it("are computed once for all scopes that the segment cannot tell apart", () => {
    const readable = createReadableChunks(documents, []);
    expect(readable(scopeOf("b", "a", "b", "elsewhere"))).toBe(readable(scopeOf("a", "b")));
    expect(readable(scopeOf("a", "b"))).not.toBe(readable(everything));
    expect(readable(scopeOf("c", "b", "a"))).toBe(readable(everything));
    const withoutLast = createReadableChunks(documents, [4]);
    expect(withoutLast(scopeOf("a", "b"))).toBe(withoutLast(everything));
  });
});
