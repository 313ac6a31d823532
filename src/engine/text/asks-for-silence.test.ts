import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { asksForSilence } from "./asks-for-silence.ts";

describe("a question about documents that do not say something", () => {
  it.each([
    "Which documents do not mention dogs?",
    "Which of our contracts don't contain a penalty clause?",
    "How many documents do not mention dogs?",
    "Which documents say nothing about dogs?",
    "What policies mention no deadline?",
    "Which reports never mention asbestos?",
    "In which documents is asbestos not mentioned?",
    "In which reports isn’t asbestos mentioned?",
    "List all documents that do not mention dogs",
    "Does any document not mention a deadline?",
    "Are there contracts that lack a penalty clause?",
    "Which letters fail to mention the fee?",
    "Which policies are silent on dogs?",
  ])("is recognised: “%s”", (question) => {
    expect(asksForSilence(question)).toBe(true);
  });

  it.each([
    "Which documents mention dogs?",
    "Which documents mention that dogs are not allowed?",
    "In which reports is asbestos mentioned?",
    "Do none of the policies mention a deadline?",
    "Does the policy not mention a deadline?",
    "Which policy does not require a deposit?",
    "Which documents do not need a signature?",
    "What is not allowed in the ward?",
    "Why does the manual not mention dogs?",
    "",
  ])("is not recognised in “%s”", (question) => {
    expect(asksForSilence(question)).toBe(false);
  });

  it("is not recognised in any of the handbook's questions", () => {
    const file = new URL("../../../examples/handbook-questions.jsonl", import.meta.url);
    const questions = readFileSync(file, "utf8").trim().split("\n");
    expect(questions.length).toBeGreaterThan(50);
    expect(questions.filter((line) => asksForSilence(String(JSON.parse(line).question)))).toEqual([]);
  });
});
