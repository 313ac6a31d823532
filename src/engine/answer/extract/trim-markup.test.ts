import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trimBars, trimMarkup } from "./trim-markup.ts";

const trimmed = (text: string) => text.slice(trimMarkup(text).start, trimMarkup(text).end);

describe("trimMarkup", () => {
  it.each([
    ["- 09:00 to 12:00 on Saturday", "09:00 to 12:00 on Saturday"],
    ["2) Take the red folder.", "Take the red folder."],
    ["> - [x] Wash hands.", "Wash hands."],
    ["## Hours", "Hours"],
    ["**The fee is €40.**", "The fee is €40."],
    ["**The fee is €40**.", "The fee is €40"],
    ["_Closed_", "Closed"],
    ["**Note:** the fee is due.", "**Note:** the fee is due."],
    ["-5 °C at night", "-5 °C at night"],
    ["2014 was dry.", "2014 was dry."],
    ["| --- |", "| --- |"],
    ["---", ""],
  ])("reduces %j to %j", (text, said) => {
    expect(trimmed(text)).toBe(said);
  });

  it("returns a span within any text, without a marker or white space at its ends", () => {
    const pieces = fc.constantFrom("- ", "# ", "> ", "**", "_", "1. ", "words", " ", "\n", "---", "[ ] ", ".");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
        const text = parts.join("");
        const { start, end } = trimMarkup(text);
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
        expect(trimmed(text)).not.toMatch(/^(?:\s|[-*+>] |#{1,6} )|\s$/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe("trimBars", () => {
  it("keeps the cells of a row", () => {
    const text = "| Saturday | 09:00 to 12:00 | |";
    const { start, end } = trimBars(text);
    expect(text.slice(start, end)).toBe("Saturday | 09:00 to 12:00");
    expect(trimBars("| |")).toEqual({ start: 3, end: 3 });
  });
});
