import pc from "picocolors";
import { describe, expect, it } from "vitest";
import type { Citation, Location } from "../../../core/index.ts";
import { grounded, hit } from "../fixtures/fake-lydian.ts";
import { renderAnswer } from "./render-answer.ts";

const output = { line: () => undefined, isTerminal: false, columns: 100, colors: pc.createColors(false) };

describe("renderSource for several citations of one source", () => {
  const placeOf = (...locations: readonly Location[]) => {
    const cited = { number: 1, documentId: "d1", span: hit.span, answerSpan: hit.span, quote: "a", contentHash: "" };
    const citations = locations.map((location): Citation => ({ ...cited, location }));
    if (grounded.status !== "grounded") throw new Error("The fixture is a grounded answer.");
    return renderAnswer({ ...grounded, citations, claims: [] }, output).join("\n");
  };

  it("lists the cells of the header and of the row", () => {
    const cells = ["A3:E3", "A16:E16"].map((range) => ({ sheet: "Prices", cells: range }));
    expect(placeOf(...cells)).toContain("sheet Prices, cells A3:E3, A16:E16");
  });

  it("names the record when the first citation is the list that contains it", () => {
    expect(placeOf({ anchor: "/stores" }, { anchor: "/stores/1" })).toContain("at /stores/1");
  });
});
