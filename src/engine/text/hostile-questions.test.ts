import { describe, expect, it } from "vitest";
import { asksForSilence } from "./asks-for-silence.ts";
import { createAnalyzer } from "./create-analyzer.ts";
import { detectOtherLanguage } from "./detect-language.ts";
import { findDates } from "./find-dates.ts";
import { findIdentifiers } from "./find-identifiers.ts";
import { findNames } from "./find-names.ts";
import { findNumbers } from "./find-numbers.ts";
import { findTimes } from "./find-times.ts";
import { foldWords } from "./fold-words.ts";
import { readSurveyQuestion } from "./read-survey-question.ts";
import { segmentWords } from "./segment-words.ts";
import { splitSentences } from "./split-sentences.ts";
import { withoutEnding } from "./without-ending.ts";

const analyzer = createAnalyzer();
const LENGTH = 200_000;
const shapes = [
  "a",
  "?",
  ".",
  " ",
  "1",
  "1.",
  "1,111,",
  "1 ",
  "a.",
  "-",
  "the ",
  "March ",
  "1 March ",
  "10:",
  "e\u0301",
  "([",
  "ay",
  "日本",
  "A1 ",
  "March 3, 2024 5 ",
];

// A reader that takes quadratic time needs hours for these, and so exceeds the test's time limit.
describe("a question of 200,000 characters is read", () => {
  it.each(shapes)("if it repeats %j", async (shape) => {
    const run = shape.repeat(Math.floor(LENGTH / shape.length));
    for (const question of [run, `list all ${run}a`, `which documents mention ${run}`]) {
      expect(asksForSilence(question)).toBe(false);
      readSurveyQuestion(question);
      findDates(question);
      findTimes(question);
      foldWords(question);
      splitSentences(question);
      await detectOtherLanguage(question, ["en"]);
    }
    for (const read of [findNumbers, findIdentifiers, findNames, segmentWords]) read(run);
    analyzer.analyze(run, "fr");
  });
});

describe("withoutEnding", () => {
  it.each([
    ["what? . !", "?.!", "what"],
    ["a. b", "?.!", "a. b"],
    ["\u00a0?", "?", ""],
    ["", "?", ""],
    ["done;", "?", "done;"],
  ])("makes of %j, with the marks %j, %j", (text, marks, expected) => {
    expect(withoutEnding(text, marks)).toBe(expected);
  });
});
