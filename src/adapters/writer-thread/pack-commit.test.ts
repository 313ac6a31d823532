import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Chunk,
  type Document,
  DocumentChunks,
  type IndexCommit,
  PackedLocations,
  packElements,
  packLocations,
  packText,
  placesOfChunks,
  type QuantizedVector,
  SharedText,
  unpackDocument,
} from "../../core/index.ts";
import { countTurns } from "../../testing/count-turns.ts";
import { packCommit, unpackCommit } from "./pack-commit.ts";
import { packVectors, unpackVectors } from "./pack-vectors.ts";

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
/** Returns a commit with none of its parts packed. */
const unpacked = ({ add, ...commit }: IndexCommit) => ({
  ...commit,
  add: add.map((indexed) => ({ ...indexed, document: unpackDocument(indexed.document), chunks: [...indexed.chunks] })),
});
const cross = async (commit: IndexCommit) => unpacked(unpackCommit(structuredClone(await packCommit(commit))));

describe("a commit that crosses a thread", () => {
  it("arrives as it was", async () => {
    await fc.assert(
      fc.asyncProperty(chunks, async (made) => {
        const commit = commitOf([
          { document, chunks: made, original: Uint8Array.of(1, 2) },
          { document, chunks: [] },
        ]);
        expect(await cross(commit)).toEqual(commit);
      }),
    );
  });

  it("arrives as it was if its parts are packed", async () => {
    const text = new SharedText(packText(document.text));
    const elements = packElements(document.elements);
    const locations = new PackedLocations(packLocations(document.locations));
    await fc.assert(
      fc.asyncProperty(chunks, async (drafts) => {
        const made = new DocumentChunks({ documentId: "d1", idPrefix: "d1.0123abcd", text, drafts });
        const packed = commitOf([{ document: { ...document, text, elements, locations }, chunks: made }]);
        const [first] = made;
        expect(first?.id ?? "d1.0123abcd.000000").toBe("d1.0123abcd.000000");
        expect(await cross(packed)).toEqual(commitOf([{ document, chunks: [...made] }]));
      }),
    );
  });

  it("neither copies a shared text nor sends it again for each chunk", async () => {
    const text = new SharedText(packText(document.text));
    const drafts = [0, 1].map(() => ({ span: { start: 0, end: text.length }, headingPath: [], tokens: 9 }));
    const chunks = new DocumentChunks({ documentId: "d1", idPrefix: "d1.0", text, drafts });
    const {
      add: [sent],
    } = await packCommit(commitOf([{ document: { ...document, text }, chunks }]));
    expect(JSON.stringify(sent)).not.toContain("door seal");
    expect(sent).toMatchObject({ text: { bytes: text.pack().bytes } });
  });

  it("copies no original that is shared, and leaves the text of a large document in its bytes", async () => {
    const original = new Uint8Array(new SharedArrayBuffer(1_000_000)).fill(7);
    const text = new SharedText(packText(document.text));
    const packed = await packCommit(commitOf([{ document: { ...document, text }, chunks: [], original }]));
    expect(packed.add[0]?.original).toBe(original);
    expect(unpackCommit(packed).add[0]?.document.text).toBeInstanceOf(SharedText);
  });

  it("lists its chunks without creating their texts", () => {
    const slices: (readonly (number | undefined)[])[] = [];
    const text = {
      length: document.text.length,
      slice: (start?: number, end?: number) => {
        slices.push([start, end]);
        return document.text.slice(start, end);
      },
    };
    const drafts = [0, 10].map((start) => ({ span: { start, end: start + 8 }, headingPath: [], tokens: 9 }));
    const chunks = new DocumentChunks({ documentId: "d1", idPrefix: "d1.0", text, drafts });
    const places = [...placesOfChunks(chunks)];
    expect(slices).toEqual([]);
    expect(places).toEqual(Array.from(chunks, ({ text: _, ...place }) => place));
    expect([...chunks][1]?.text).toBe("The door");
  });

  it("gives others a turn after every megabyte of originals", async () => {
    const original = Uint8Array.from({ length: 5_000_000 }, (_, at) => at % 251);
    const { result, turns } = await countTurns(() => cross(commitOf([{ document, chunks: [], original }])));
    expect(turns).toBeGreaterThanOrEqual(4);
    expect(Buffer.from(result.add[0]?.original ?? []).equals(original)).toBe(true);
  });
});

function quantizedOf(length: number): QuantizedVector {
  const code = Uint8Array.from({ length: Math.ceil(length / 8) }, (_, at) => at % 251);
  return { scale: Math.fround(length / 3), code, values: Int8Array.from({ length }, (_, at) => (at % 255) - 127) };
}

describe("vectors that cross a thread", () => {
  it("arrive as they were, and others get a turn after every megabyte", async () => {
    const vectors = Array.from({ length: 4_000 }, (_, at) =>
      at % 3 === 0 ? quantizedOf(at % 700) : Float32Array.from({ length: at % 700 }, () => at / 3),
    );
    const space = { model: "m", dimensions: 3, fingerprint: "00000000000000aa" };
    const attachment = { segmentId: 4, collection: "default", space, vectors };
    const { result, turns } = await countTurns(() => packVectors(attachment));
    expect(turns).toBeGreaterThanOrEqual(2);
    expect(unpackVectors(structuredClone(result))).toEqual(attachment);
  });
});
