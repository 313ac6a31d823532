import pc from "picocolors";
import { describe, expect, it } from "vitest";
import type { Citation, Location } from "../../../core/index.ts";
import { grounded, hit } from "../fixtures/fake-lydian.ts";
import { renderAnswer } from "./render-answer.ts";
import { renderPlace } from "./render-place.ts";

const output = { line: () => undefined, isTerminal: false, columns: 100, colors: pc.createColors(false) };

describe("renderPlace", () => {
  it.each<readonly [Location, string]>([
    [{ page: 3, boxes: [] }, ", page 3"],
    [{ slide: 4 }, ", slide 4"],
    [{ sheet: "Prices", cells: "B7:C7" }, ", sheet Prices, cells B7:C7"],
    [{ sheet: "Prices", cells: "B7" }, ", sheet Prices, cell B7"],
    [{ anchor: "L12" }, ", line 12"],
    [{ anchor: "cell-3" }, ", cell 3"],
    [{ anchor: "/a/b/3" }, ", at /a/b/3"],
    [{ anchor: "opening-hours" }, ""],
  ])("says %j as %j", (location, place) => {
    expect(renderPlace({ title: "Fees", headingPath: [], location })).toBe(`Fees${place}`);
  });
});

describe("the source of several citations", () => {
  const placeOf = (...locations: readonly Location[]) => {
    const cited = { number: 1, documentId: "d1", span: hit.span, answerSpan: hit.span, quote: "a", contentHash: "" };
    const citations = locations.map((location): Citation => ({ ...cited, location }));
    if (grounded.status !== "grounded") throw new Error("The fixture is a grounded answer.");
    return renderAnswer({ ...grounded, citations, claims: [] }, output).join("\n");
  };

  it("names the cells of all of them, the header's and the row's", () => {
    const cells = ["A3:E3", "A16:E16"].map((range) => ({ sheet: "Prices", cells: range }));
    expect(placeOf(...cells)).toContain("sheet Prices, cells A3:E3, A16:E16");
  });

  it("names the record, where the first is the list that it stands in", () => {
    expect(placeOf({ anchor: "/stores" }, { anchor: "/stores/1" })).toContain("at /stores/1");
  });
});
