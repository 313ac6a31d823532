import { describe, expect, it } from "vitest";
import { countOf, ordinal, sizeOf } from "./say.ts";

describe("the formatting of numbers", () => {
  it("uses the singular noun for one and the plural for any other number", () => {
    expect([countOf(1, "page"), countOf(0, "page"), countOf(1_204, "chunk")]).toEqual([
      "1 page",
      "0 pages",
      "1,204 chunks",
    ]);
  });

  it("gives file sizes in the largest unit that does not round below one", () => {
    expect([0, 812, 2_726_298, 104_857_600, 1_048_575].map(sizeOf)).toEqual([
      ...["0 bytes", "812 bytes", "2.6 MB", "100 MB", "1 MB"],
    ]);
  });

  it("adds st, nd, rd or th to a rank, and th to 11, 12 and 13", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
      ...["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"],
    ]);
  });
});
