import { describe, expect, it } from "vitest";
import { matchesFilter } from "./matches-filter.ts";
import { parseFilter } from "./parse-filter.ts";

const summary = {
  uri: "file:///home/Pump%20manuals/Pump-manual_v2%20%28draft%29.pdf",
  title: "",
  mediaType: "application/pdf",
  addedAt: "2026-01-02T00:00:00.000Z",
  metadata: {
    author: ["Ines Okafor", "Li"],
    year: 2024,
    issued: "2024-05-01",
    isDraft: true,
    place: "東京都",
    odd: "100%",
  },
};

describe("the operator has", () => {
  it.each([
    ['author has "okafor"', true],
    ['author has "INES OKAFOR"', true],
    ['author has "oka"', false],
    ['author has "ines li"', false],
    ['year has "2024"', true],
    ['year has "202"', false],
    ['issued has "2024"', true],
    ['issued has "2024-05"', true],
    ['isDraft has "true"', true],
    ['place has "京"', true],
    ['odd has "100%"', true],
    ['missing has "x"', false],
    ['author has " "', false],
    ['uri has "pump manuals"', true],
    ['uri has "manual_v2"', true],
    ['uri has "(draft).pdf"', true],
    ['uri has "file"', true],
    ['uri has "manual_v"', false],
    ['author not has "li"', false],
  ])("finds whole words, whatever their case and the type of the value: %s is %s", (filter, isThere) => {
    expect(matchesFilter(parseFilter(filter), summary)).toBe(isThere);
  });

  it("reads an address with an invalid encoding as it is", () => {
    expect(matchesFilter(parseFilter('uri has "100%"'), { ...summary, uri: "file:///100%" })).toBe(true);
  });
});
