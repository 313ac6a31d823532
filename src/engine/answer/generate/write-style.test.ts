import { describe, expect, it } from "vitest";
import { writeStyle } from "./write-style.ts";

const named = { name: "n", hash: "h" };

describe("writeStyle", () => {
  it("returns an empty text for a profile without a style", () => {
    expect(writeStyle({ ...named, description: "Nothing.", sampling: { temperature: 0 } })).toBe("");
  });

  it("lists every instruction once, and examples last", () => {
    const style = writeStyle({
      ...named,
      tone: "kind.",
      readingLevel: "plain",
      language: "de",
      format: "list",
      maxSentences: 1,
      system: "Say you.",
      examples: [{ question: "Cost?", answer: "It costs 5 [1]." }],
    });
    expect(style.split("\n\n")).toEqual([
      [
        "How to write:",
        "- The tone is kind.",
        "- Write short sentences and everyday words, as for a reader without a higher education.",
        "- Write in German.",
        '- Write a list: each point on a separate line that begins with "- ", with its passage numbers at its end.',
        "- Write at most 1 sentence.",
      ].join("\n"),
      "Say you.",
      "Examples of the style, whose facts and numbers do not count here:",
      "Question: Cost?\nAnswer: It costs 5 [1].",
    ]);
  });
});
