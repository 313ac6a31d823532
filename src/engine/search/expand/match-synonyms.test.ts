import { describe, expect, it } from "vitest";
import { matchSynonyms } from "./match-synonyms.ts";

const mutual = ["heart attack", "myocardial infarction", "MI"];
const rules = [
  { from: mutual, to: mutual },
  { from: ["ECG", "EKG"], to: ["electrocardiogram"] },
];
const match = (text: string, phrases: readonly string[] = []) => matchSynonyms(text, phrases, rules);

describe("matchSynonyms", () => {
  it("returns the synonyms of a rule, each with half the weight of the words that it replaces", () => {
    expect(match("After a Heart-attack?")).toEqual([
      { word: "heart attack", text: "myocardial infarction", weight: 1 / 2 },
      { word: "heart attack", text: "mi", weight: 1 / 2 },
    ]);
    expect(match("MI")).toEqual([
      { word: "mi", text: "heart attack", weight: 1 / 4 },
      { word: "mi", text: "myocardial infarction", weight: 1 / 4 },
    ]);
  });

  it("applies a one-way rule in one direction only", () => {
    expect(match("an EKG").map(({ text }) => text)).toEqual(["electrocardiogram"]);
    expect(match("an electrocardiogram")).toEqual([]);
  });

  it("requires all words of an entry in sequence, and ignores quoted words", () => {
    expect(match("attack of the heart")).toEqual([]);
    expect(match("heart attack", ["heart attack"])).toEqual([]);
    expect(matchSynonyms("heart attack", [], [])).toEqual([]);
  });
});
