import { describe, expect, it } from "vitest";
import { matchSynonyms } from "./match-synonyms.ts";

const mutual = ["heart attack", "myocardial infarction", "MI"];
const rules = [
  { from: mutual, to: mutual },
  { from: ["ECG", "EKG"], to: ["electrocardiogram"] },
];
const match = (text: string, phrases: readonly string[] = []) => matchSynonyms({ text, phrases }, rules);

describe("matchSynonyms", () => {
  it("gives the others of a rule, each together half as heavy as the words that it stands for", () => {
    expect(match("After a Heart-attack?")).toEqual([
      { word: "heart attack", text: "myocardial infarction", weight: 1 / 2 },
      { word: "heart attack", text: "mi", weight: 1 / 2 },
    ]);
    expect(match("MI")).toEqual([
      { word: "mi", text: "heart attack", weight: 1 / 4 },
      { word: "mi", text: "myocardial infarction", weight: 1 / 4 },
    ]);
  });

  it("holds in one direction where the rule does", () => {
    expect(match("an EKG").map(({ text }) => text)).toEqual(["electrocardiogram"]);
    expect(match("an electrocardiogram")).toEqual([]);
  });

  it("asks for all words of an entry, one after the other, and leaves alone what is asked for word for word", () => {
    expect(match("attack of the heart")).toEqual([]);
    expect(match("heart attack", ["heart attack"])).toEqual([]);
    expect(matchSynonyms({ text: "heart attack", phrases: [] }, [])).toEqual([]);
  });
});
