import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyValueDiffers, valuesDiffer } from "./find-values.ts";

describe("valuesDiffer", () => {
  it.each([
    ["amount", "The fee is €25.", "The fee is €40."],
    ["number", "It carries 150 kg.", "It carries 120 kg."],
    ["number", "Today 34 people work here.", "We are 36 people."],
    ["date", "It opens at 07:30.", "It opens at 08:00."],
    ["date", "It is on 27 June 2025.", "It is on 6 June."],
    ["date", "It is on Monday.", "It is on Fridays."],
    ["date", "It was bought in 2019.", "It was bought in 2022."],
  ] as const)("finds a different %s: %s %s", (expected, left, right) => {
    expect(valuesDiffer(left, right, expected)).toBe(true);
    expect(valuesDiffer(right, left, expected)).toBe(true);
  });

  it.each([
    ["amount", "The fee is €25.", "Since 2023 the fee is €25, after 24 hours."],
    ["amount", "The fee is €25.", "It is due within 40 days."],
    ["number", "It carries at most 150 kg.", "It was bought in 2018 and is inspected every 12 months."],
    ["date", "It is on 27 June 2025.", "It is on 27 June."],
    ["none", "The fee is €25.", "The fee is €40."],
  ] as const)("finds no different %s: %s %s", (expected, left, right) => {
    expect(valuesDiffer(left, right, expected)).toBe(false);
  });

  it("never finds a difference between a text and itself", () => {
    const pieces = fc.constantFrom(
      "€25",
      "40 kg",
      "at 07:30",
      "on 3 May 2024",
      "2019",
      "Monday",
      "seven trees",
      ",",
      ".",
    );
    const kinds = fc.constantFrom("amount", "number", "date", "none" as const);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), kinds, (parts, expected) => {
        const text = parts.join(" ");
        expect(valuesDiffer(text, text, expected)).toBe(false);
        expect(anyValueDiffers(text, text)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
