import { expect, it } from "vitest";
import { nameThemes } from "./model.ts";

const passage = (document: number, words: readonly number[]) => ({
  chunkId: "c",
  document,
  span: { start: 0, end: 1 },
  headingPath: [],
  excerpt: "",
  words,
});
const document = (title: string) => ({
  id: title,
  title,
  uri: `file:///${title}`,
  mediaType: "text/plain",
  metadata: {},
});

it("names a theme by its words, and one without words by the document with most of its passages", () => {
  const map = {
    documents: [document("Fees"), document("Keys")],
    passages: [passage(0, [0]), passage(0, [0]), passage(0, []), passage(1, []), passage(1, [])],
    vocabulary: ["invoice"],
  };
  expect(nameThemes(map, { count: 2, of: Uint8Array.of(0, 0, 1, 1, 1) })).toEqual(["invoice", "“Keys”"]);
});
