import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Chunk, Document, IndexCommit } from "../../core/index.ts";
import { packCommit, unpackCommit } from "./pack-commit.ts";

const document: Document = {
  id: "d1",
  collection: "default",
  uri: "file:///prices.md",
  title: "Prices",
  mediaType: "text/markdown",
  metadata: { year: 2026 },
  accessLabels: ["staff"],
  contentHash: "0".repeat(64),
  loader: { id: "markdown", version: "1" },
  settingsFingerprint: "",
  addedAt: "2026-01-01T00:00:00.000Z",
  receipt: { pagesWithoutText: [], characters: 0, tables: 0, chunks: 1, warnings: [] },
  text: "# Prices\n\nThe door seal costs 240 euros. 🙂",
  elements: [{ kind: "heading", level: 1, span: { start: 0, end: 8 } }],
  locations: [{ span: { start: 0, end: 8 }, location: { anchor: "prices" } }],
};

const place = fc.nat({ max: document.text.length });
const chunks: fc.Arbitrary<readonly Chunk[]> = fc.array(
  fc
    .record({ start: place, end: place, tokens: fc.nat(), headingPath: fc.constantFrom([], ["Prices"]) })
    .map(({ start, end, tokens, headingPath }) => {
      const text = document.text.slice(start, end);
      return { id: `d1.${start}`, documentId: "d1", span: { start, end }, text, headingPath, tokens };
    }),
  { maxLength: 4 },
);
const commitOf = (add: IndexCommit["add"]): IndexCommit => ({
  collection: "default",
  language: "en",
  add,
  removeIds: ["d2"],
});
const cross = (commit: IndexCommit) => unpackCommit(structuredClone(packCommit(commit)));

describe("a commit that crosses a thread", () => {
  it("arrives as it was", () => {
    fc.assert(
      fc.property(chunks, (made) => {
        const commit = commitOf([
          { document, chunks: made, original: Uint8Array.of(1, 2) },
          { document, chunks: [] },
        ]);
        expect(cross(commit)).toEqual(commit);
      }),
    );
  });

  it("arrives as it was even if a chunk is no span of its document's text", () => {
    const odd = { id: "d1.0", documentId: "d1", span: { start: 0, end: 4 }, text: "odd", headingPath: [], tokens: 1 };
    const foreign = { ...odd, text: "# Pr", documentId: "d9" };
    for (const chunk of [odd, foreign]) {
      const commit = commitOf([{ document, chunks: [chunk] }]);
      expect(cross(commit)).toEqual(commit);
    }
  });

  it("sends the text of a document once", () => {
    const whole = { start: 0, end: document.text.length };
    const chunk = { id: "d1.0", documentId: "d1", span: whole, text: document.text, headingPath: [], tokens: 9 };
    expect(
      JSON.stringify(packCommit(commitOf([{ document, chunks: [chunk, chunk] }]))).match(/door seal/g),
    ).toHaveLength(1);
  });
});
