import { describe, expect, it } from "vitest";
import { nearestNames } from "./nearest-names.ts";

describe("nearestNames", () => {
  it("finds the names that a mistyped name may mean, nearest first", () => {
    expect(nearestNames("handbok", ["hand", "handbook", "contracts"])).toEqual(["handbook", "hand"]);
  });

  it("counts two swapped letters once", () => {
    expect(nearestNames("titel", ["title", "uri"])).toEqual(["title"]);
  });

  it("finds a name by its beginning, in any case", () => {
    expect(nearestNames("HAND", ["handbook"])).toEqual(["handbook"]);
  });

  it("finds no name if all are quite different, or if the given name is empty", () => {
    expect(nearestNames("xyz", ["handbook", "contracts"])).toEqual([]);
    expect(nearestNames("", ["handbook"])).toEqual([]);
  });

  it("returns at most the requested number of names", () => {
    expect(nearestNames("docs1", ["docs2", "docs3", "docs4"], 2)).toEqual(["docs2", "docs3"]);
  });
});
