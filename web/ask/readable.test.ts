import { describe, expect, it } from "vitest";
import { readable } from "./readable.ts";

describe("a passage that is read over", () => {
  it("has its table's rows as their cells, and no bars or rules", () => {
    expect(readable("## Prices\n\n| Part | Price |\n| --- | ---: |\n| Door seal | €38.50 |")).toBe(
      "Part · Price\nDoor seal · €38.50",
    );
  });

  it("has the lines whole that were broken by their width, and lists line by line", () => {
    const long = "Vaccines are ordered by the laboratory, on the first day, into";
    expect(readable(`${long}\nthe refrigerator.\n- ${long}\n- two`)).toBe(
      `${long} the refrigerator.\n- ${long}\n- two`,
    );
    expect(readable("Short\nlines stay")).toBe("Short\nlines stay");
  });

  it("has no inline signs", () => {
    expect(readable("A **lost** `key`, see [the rules](x.md).")).toBe("A lost key, see the rules.");
  });
});
