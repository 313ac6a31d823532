import { describe, expect, it } from "vitest";
import { parseSynonyms } from "./parse-synonyms.ts";

describe("parseSynonyms", () => {
  it("reads rules in both directions and in one, comments, blank lines and escapes", () => {
    const text =
      "# clinic\nheart attack,  myocardial infarction\r\n\n  ECG, EKG => electrocardiogram\nA\\, B, C \\=> D\n";
    const mutual = ["heart attack", "myocardial infarction"];
    expect(parseSynonyms(text)).toEqual({
      rules: [
        { from: mutual, to: mutual },
        { from: ["ECG", "EKG"], to: ["electrocardiogram"] },
        { from: ["A, B", "C => D"], to: ["A, B", "C => D"] },
      ],
    });
    expect(parseSynonyms("")).toEqual({ rules: [] });
  });

  it.each([
    ["a, b\n\nc,,d", "line 3: an entry has no word"],
    ["a, b,", "line 1: an entry has no word"],
    ["a =>", "line 1: an entry has no word"],
    ["=> a", "line 1: an entry has no word"],
    ["a, !", "line 1: an entry has no word"],
    ["a => b => c", "line 1: it has more than one =>"],
    ["# x\nalone", "line 2: it has one entry"],
  ])("says which line of %j is wrong", (text, message) => {
    expect(parseSynonyms(text)).toMatchObject({ problem: expect.stringContaining(message) });
  });
});
