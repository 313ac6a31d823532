import { describe, expect, it } from "vitest";
import { countOf, ordinal, sizeOf } from "./say.ts";

describe("numbers as they are said", () => {
  it("have a noun that agrees", () => {
    expect([countOf(1, "page"), countOf(0, "page"), countOf(1_204, "chunk")]).toEqual([
      "1 page",
      "0 pages",
      "1,204 chunks",
    ]);
  });

  it("are sizes in the largest unit that leaves a number above one", () => {
    expect([0, 812, 2_726_298, 104_857_600, 1_048_575].map(sizeOf)).toEqual([
      ...["0 bytes", "812 bytes", "2.6 MB", "100 MB", "1 MB"],
    ]);
  });

  it("are ranks, with the odd ones between eleven and thirteen", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
      ...["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"],
    ]);
  });
});
