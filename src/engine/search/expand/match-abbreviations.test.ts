import { describe, expect, it } from "vitest";
import { matchAbbreviations } from "./match-abbreviations.ts";

const glossary = [
  "The ECG (electrocardiogram) and magnetic resonance imaging (MRI).",
  "World Health Organization (WHO)",
];

function match(text: string, texts: readonly string[] = glossary, phrases: readonly string[] = []) {
  return matchAbbreviations(text, phrases, texts).map((one) => `${one.word} → ${one.text}`);
}

describe("matchAbbreviations", () => {
  it.each([
    ["who reads an ECG?", ["ECG → electrocardiogram"]],
    ["two ECGs, (MRI).", ["ECGs → electrocardiogram", "MRI → magnetic resonance imaging"]],
    ["What does Magnetic-resonance imaging cost?", ["magnetic resonance imaging → MRI"]],
    ["an electrocardiogram", ["electrocardiogram → ECG"]],
    ["what does an ecg cost", ["ecg → electrocardiogram"]],
    ["Who reads it?", []],
    ["ED rules", []],
    ["what the who says", ["who → world health organization"]],
    ["ECGX or imaging by resonance", []],
  ])("returns for %j the alternatives %j", (text, expected) => {
    expect(match(text)).toEqual(expected);
  });

  it("does not read a lower-case word as an abbreviation if the texts use it as a word", () => {
    expect(match("what the who says", [...glossary, "Those who read"])).toEqual([]);
    expect(match("an ed or that", ["odds ratios (ORs)", "eating disorder (ED)"])).toEqual([]);
  });

  it("chooses the most frequent meaning in the texts, and the first of equals", () => {
    const emergency = "emergency department rules (EDR)";
    const other = "eating disorder register (EDR)";
    expect(match("EDR 5", [emergency, other])).toEqual(["EDR → emergency department rules"]);
    expect(match("EDR 5", [emergency, other, `an ${other}`])).toEqual(["EDR → eating disorder register"]);
  });

  it("adds no alternatives to quoted words", () => {
    expect(match("ECG price", glossary, ["ECG price"])).toEqual([]);
    expect(match("ECG price", glossary, ["price"])).toEqual(["ECG → electrocardiogram"]);
  });

  it("returns at most four alternatives, with a third of the weight of the words that they replace", () => {
    const texts = ["AAA", "BBB", "CCC", "DDD", "EEE"].map(
      (short) => `${short[0]}x ${short[0]}y ${short[0]}z (${short})`,
    );
    const found = matchAbbreviations("AAA BBB CCC DDD EEE", [], texts);
    expect(found.map(({ word }) => word)).toEqual(["AAA", "BBB", "CCC", "DDD"]);
    expect(found.map(({ weight }) => weight)).toEqual([1 / 9, 1 / 9, 1 / 9, 1 / 9]);
  });
});
