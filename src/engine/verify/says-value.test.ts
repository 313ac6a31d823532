import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saysValue } from "./says-value.ts";

describe("a value in a sentence", () => {
  it.each<[string, string | number]>([
    ["A lost key costs 20 euros.", 20],
    ["A lost key costs twenty euros.", 20],
    ["It weighs 2.5 kg.", 2.5],
    ["It costs 1,200 euros.", 1200],
    ["The minimum is -5 °C.", -5],
    ["Since 2024 it is free.", 2024],
    ["The  Head Nurse signs.", "head nurse"],
    ["It ends on 3 March 2025.", "2025-03-03"],
    ["Use code E11.9 here.", "E11.9"],
  ])("is found in %j: %j", (sentence, value) => {
    expect(saysValue(sentence, value)).toBe(true);
  });

  it.each<[string, string | number | boolean]>([
    ["It takes 19 mg.", "9 mg"],
    ["It weighs 2.5 kg.", 5],
    ["It weighs 2.5 kg.", "2"],
    ["It ends on 3 March 2025.", "2025-03-04"],
    ["It is true.", true],
    ["A key.", ""],
    ["A key.", "-"],
    ["The minimum is -5 °C.", "5 °C"],
  ])("is not found in %j: %j", (sentence, value) => {
    expect(saysValue(sentence, value)).toBe(false);
  });

  it("may be any words of the sentence, but no number that the sentence lacks", () => {
    const words = fc.array(fc.constantFrom("key", "cost", "Box", "nurse"), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(words, words, words, (before, value, after) => {
        const sentence = [...before, ...value, ...after].join(" ");
        expect(saysValue(sentence, value.join("  ").toUpperCase())).toBe(true);
        expect(saysValue(sentence, 7)).toBe(false);
      }),
    );
  });
});
