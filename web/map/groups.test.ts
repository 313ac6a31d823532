import { describe, expect, it } from "vitest";
import { swatchPath, toneOf } from "./draw-shape.ts";
import { colouringsOf, groupPassages, MAX_GROUPS } from "./groups.ts";

const document = (title: string, metadata = {}, mediaType = "text/plain") => ({
  id: title,
  title,
  uri: `file:///${title}`,
  mediaType,
  metadata,
});
const passage = (its: number) => ({
  chunkId: "c",
  document: its,
  span: { start: 0, end: 1 },
  headingPath: [],
  excerpt: "",
  words: [],
});
const grouped = (documents: readonly ReturnType<typeof document>[], passages: readonly number[], colouring: string) => {
  const map = { documents, passages: passages.map(passage) };
  return groupPassages({ map, clusterOf: passages.map(() => 0), clusterNames: [""] }, colouring);
};

describe("the colouring of the map", () => {
  it("offers a metadata key or the kind of file only if documents differ in it", () => {
    const documents = [
      document("a", { year: 2024, unit: "ward" }),
      document("b", { year: 2025, unit: "ward" }),
      document("c"),
    ];
    expect(colouringsOf({ documents }).map(({ label }) => label)).toEqual(["Theme", "Document", "unit", "year"]);
    expect(colouringsOf({ documents: documents.slice(0, 2) }).map(({ label }) => label)).toEqual([
      "Theme",
      "Document",
      "year",
    ]);
    const kinds = [document("a"), document("b", {}, "application/pdf")];
    expect(colouringsOf({ documents: kinds }).map(({ id }) => id)).toContain("media-type");
  });

  it("puts the largest group first, and passages without a value into a separate group", () => {
    const documents = [document("a", { tags: ["x", "y"] }), document("b")];
    const { groups, of } = grouped(documents, [0, 1, 1], "metadata:tags");
    expect(groups.map(({ label, passages }) => [label, passages])).toEqual([
      ["Without it", [1, 2]],
      ["x, y", [0]],
    ]);
    expect(of).toEqual([1, 0, 0]);
  });

  it("keeps two documents with the same title in separate groups", () => {
    expect(grouped([document("a"), document("a")], [0, 1], "document").groups.length).toBe(2);
  });

  it("joins the smallest groups beyond the maximum into one, so that every passage has a group", () => {
    const documents = Array.from({ length: 20 }, (_, number) => document(`d${number}`));
    const passages = documents.map((_, number) => number);
    const { groups, of } = grouped(documents, passages, "document");
    expect(groups.length).toBe(MAX_GROUPS);
    expect(groups.at(-1)).toMatchObject({ label: "9 others", isRest: true });
    expect(groups.flatMap((group) => group.passages).sort((a, b) => a - b)).toEqual(passages);
    for (const [group, its] of groups.entries()) for (const row of its.passages) expect(of[row]).toBe(group);
  });

  it("gives every group its own combination of shape and colour", () => {
    const looks = Array.from({ length: MAX_GROUPS }, (_, group) => `${toneOf(group)} ${swatchPath(group)}`);
    expect(new Set(looks).size).toBe(MAX_GROUPS);
  });
});
