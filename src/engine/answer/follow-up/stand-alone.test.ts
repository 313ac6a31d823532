import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import conversations from "./fixtures/conversations.json" with { type: "json" };
import alone from "./fixtures/stand-alone-questions.json" with { type: "json" };
import { standAloneByRules } from "./stand-alone.ts";

const handbook = new URL("../../../../examples/handbook-questions.jsonl", import.meta.url);
const handbookQuestions = readFileSync(handbook, "utf8")
  .trim()
  .split("\n")
  .map((line) => z.object({ question: z.string() }).parse(JSON.parse(line)).question);
const previous = {
  question: "What does a lost key cost?",
  answer: "A lost key costs 15 euros. Dr. Anna Weber keeps one.",
};

describe("standAloneByRules", () => {
  it("understands 42 of 44 follow-up questions as a person does, and these two differently", () => {
    const others = conversations.filter(
      ({ before, answer, asked, means }) => standAloneByRules(asked, { question: before, answer }) !== means,
    );
    expect(conversations).toHaveLength(44);
    expect(others.map(({ asked }) => asked)).toEqual(["Can I do it online?", "How long does its battery last?"]);
  });

  it.each([...alone, ...handbookQuestions])("does not change: %s", (question) => {
    expect(standAloneByRules(question, previous)).toBeUndefined();
  });

  it("does not change a question if the previous turn mentions nothing that fits", () => {
    expect(standAloneByRules("What does it cost?", { question: "Why?" })).toBeUndefined();
  });

  it("returns one line with one question mark at its end, whatever the conversation", () => {
    const word = fc.constantFrom(
      "it",
      "the",
      "second",
      "one",
      "and",
      "what",
      "about",
      "key",
      "on",
      "Sunday",
      "A-113",
      "?",
    );
    const said = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 8 }).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(said, said, said, (question, before, answer) => {
        const rewritten = standAloneByRules(question, { question: before, answer });
        if (rewritten !== undefined) expect(rewritten).toMatch(/^[^\n]*[^?\n]?\?$/u);
      }),
    );
  });

  it("takes a long question as it is, and reads only the beginning of a long turn before it", () => {
    const previous = {
      question: `What does the key cost? ${"it of a ".repeat(20_000)}`,
      answer: "word, ".repeat(20_000),
    };
    expect(standAloneByRules("What does it weigh?", previous)).toContain("the key");
    expect(standAloneByRules("that fee and it ".repeat(20_000), previous)).toBeUndefined();
  });
});
