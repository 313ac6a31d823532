import { describe, expect, it } from "vitest";
import { splitSentences } from "../text/index.ts";
import { findEvidence } from "./find-evidence.ts";

const analyze = (text: string) => text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [];
const passage = "The clinic opens at eight. A lost key costs 20 euros.\nGloves | box 3\nMasks | box 4";
const find = (claim: string) =>
  findEvidence({ analyze, splitSentences }, claim, passage).map(({ start, end }) => passage.slice(start, end));

describe("the evidence in a passage", () => {
  it.each([
    ["A lost key costs 20 euros.", ["A lost key costs 20 euros."]],
    ["You pay 20 euros for a lost key.", ["A lost key costs 20 euros."]],
    ["Masks are in box 4.", ["Masks | box 4"]],
    [
      "The clinic opens at eight and a key costs 20 euros.",
      ["The clinic opens at eight.", "A lost key costs 20 euros."],
    ],
    ["Nothing whatsoever", []],
  ])("is found for %j", (claim, expected) => {
    expect(find(claim)).toEqual(expected);
  });

  it("includes quotes with other line breaks, and whole sentences over line breaks", () => {
    const wrapped = "The clinic opens at eight. A lost key\ncosts 20 euros (see page\nseven). Masks are free.";
    const findIn = (claim: string) =>
      findEvidence({ analyze, splitSentences }, claim, wrapped).map(({ start, end }) => wrapped.slice(start, end));
    expect(findIn("A lost key costs 20 euros (see page seven).")).toEqual([
      "A lost key\ncosts 20 euros (see page\nseven).",
    ]);
    expect(findIn("You pay 20 euros for a lost key.")).toEqual(["A lost key\ncosts 20 euros (see page\nseven)."]);
  });
});
