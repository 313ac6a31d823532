import { describe, expect, it } from "vitest";
import { nearestNames } from "./nearest-names.ts";

describe("nearestNames", () => {
  it("finds what was mistyped, nearest first", () => {
    expect(nearestNames("handbok", ["hand", "handbook", "contracts"])).toEqual(["handbook", "hand"]);
  });

  it("finds what a name begins, whatever its case", () => {
    expect(nearestNames("HAND", ["handbook"])).toEqual(["handbook"]);
  });

  it("finds nothing among names that are quite different, and for an empty name", () => {
    expect(nearestNames("xyz", ["handbook", "contracts"])).toEqual([]);
    expect(nearestNames("", ["handbook"])).toEqual([]);
  });

  it("answers at most as many as asked for", () => {
    expect(nearestNames("docs1", ["docs2", "docs3", "docs4"], 2)).toEqual(["docs2", "docs3"]);
  });
});
