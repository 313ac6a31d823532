import { describe, expect, it } from "vitest";
import type { Location } from "../../core/index.ts";
import { describePlace } from "./describe-place.ts";

describe("describePlace", () => {
  it.each<readonly [Location, string]>([
    [{ page: 3, boxes: [] }, ", page 3"],
    [{ slide: 4 }, ", slide 4"],
    [{ sheet: "Prices", cells: "B7:C7" }, ", sheet Prices, cells B7:C7"],
    [{ sheet: "Prices", cells: "B7" }, ", sheet Prices, cell B7"],
    [{ anchor: "L12" }, ", line 12"],
    [{ anchor: "cell-3" }, ", cell 3"],
    [{ anchor: "/a/b/3" }, ", at /a/b/3"],
    [{ anchor: "opening-hours" }, ""],
  ])("prints %j as %j", (location, place) => {
    expect(describePlace({ title: "Fees", headingPath: [], location })).toBe(`Fees${place}`);
  });

  it("names the heading path without repeating the title, on one line", () => {
    expect(describePlace({ title: "Fees", headingPath: ["Fees", "Late\nfees"] })).toBe("Fees — Late fees");
  });
});
