import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSurveyQuestion } from "./read-survey-question.ts";

describe("a question about all documents", () => {
  it.each([
    ["Which documents mention the parking permit?", "which", "parking permit"],
    ["Which of our contracts contain a penalty clause?", "which", "penalty clause"],
    ["In which reports is asbestos mentioned?", "which", "asbestos"],
    ["List all documents that mention dogs", "which", "dogs"],
    ["How many contracts mention a notice period?", "count", "notice period"],
    ["How many of the documents say anything about dogs?", "count", "dogs"],
    ["How often is the autoclave mentioned in the handbook?", "count", "autoclave"],
    ["Does any contract say that dogs are allowed?", "any", "dogs are allowed"],
    ["Does any of the documents mention asbestos?", "any", "asbestos"],
    ["Do all policies mention a deadline?", "any", "deadline"],
    ["Do none of the policies mention a deadline?", "any", "deadline"],
    ["Is there any mention of a helicopter pad?", "any", "helicopter pad"],
    ["Is a helicopter mentioned anywhere?", "any", "helicopter"],
    ["List all fees", "list", "fees"],
    ["Name every supplier in the documents.", "list", "supplier"],
    ["What are all the forms?", "list", "forms"],
  ] as const)("is recognised in “%s”", (question, kind, topic) => {
    expect(readSurveyQuestion(question)).toEqual({ kind, topic });
  });

  it.each([
    "How many people work at the clinic?",
    "How many pages has the manual?",
    "Which policy applies to visitors?",
    "Which order number has the grey tube?",
    "Does the clinic have a helicopter pad?",
    "Is the clinic open on Sundays?",
    "What does a lost key cost?",
    "List all",
    "Which documents mention the?",
    "",
    "How many documents do not mention dogs?",
  ])("is not recognised in “%s”", (question) => {
    expect(readSurveyQuestion(question)).toBeUndefined();
  });

  it("is not recognised in any of the handbook's questions", () => {
    const file = new URL("../../../examples/handbook-questions.jsonl", import.meta.url);
    const questions = readFileSync(file, "utf8").trim().split("\n");
    expect(questions.length).toBeGreaterThan(50);
    expect(questions.filter((line) => readSurveyQuestion(String(JSON.parse(line).question)) !== undefined)).toEqual([]);
  });
});
