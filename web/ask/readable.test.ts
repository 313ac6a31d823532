import { describe, expect, it } from "vitest";
import { readable } from "./readable.ts";

describe("readable", () => {
  it("shows table rows as cells, without bars and rules", () => {
    expect(readable("## Prices\n\n| Part | Price |\n| --- | ---: |\n| Door seal | €38.50 |")).toBe(
      "Part · Price\nDoor seal · €38.50",
    );
  });

  it("joins lines that were wrapped at a fixed width, but keeps list items apart", () => {
    const long = "Vaccines are ordered by the laboratory, on the first day, into";
    expect(readable(`${long}\nthe refrigerator.\n- ${long}\n- two`)).toBe(
      `${long} the refrigerator.\n- ${long}\n- two`,
    );
    expect(readable("Short\nlines stay")).toBe("Short\nlines stay");
  });

  it("removes the inline signs of Markdown", () => {
    expect(readable("A **lost** `key`, see [the rules](x.md).")).toBe("A lost key, see the rules.");
  });
});
