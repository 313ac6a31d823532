import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProfileExample } from "../../../core/index.ts";
import { pickExamples } from "./pick-examples.ts";
import { readExamples } from "./read-examples.ts";

const plain = { text: "", elements: [], metadata: {}, mediaType: "text/plain" } as const;
const bytes = (text: string) => new TextEncoder().encode(text);

describe("readExamples", () => {
  it("reads JSON lines, and skips those that are not examples", () => {
    const lines = [
      '{"question": " A? ", "answer": "B.", "more": 1}',
      "",
      "{",
      '{"question": "C?"}',
      '{"question":"","answer":"D"}',
    ];
    const document = { ...plain, mediaType: "application/jsonl" };
    expect(readExamples({ document, original: bytes(lines.join("\n")) })).toEqual([{ question: "A?", answer: "B." }]);
  });

  it("reads the rows of a table that has both columns, in any position", () => {
    const text = "| id | Answer | Question |\n| --- | --- | --- |\n| 1 | B. | A? |\n| 2 |  | C? |";
    const elements = [{ kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: 26 } }] as const;
    expect(readExamples({ document: { ...plain, text, elements } })).toEqual([{ question: "A?", answer: "B." }]);
    const other = text.replace("Answer", "Reply!");
    expect(readExamples({ document: { ...plain, text: other, elements } })).toEqual([]);
  });

  it("reads a document with a question as an example, with its text as the default answer", () => {
    const document = { ...plain, text: "It costs 20 euros.\n", metadata: { question: "What is it?" } };
    expect(readExamples({ document })).toEqual([{ question: "What is it?", answer: "It costs 20 euros." }]);
    const both = { ...document, metadata: { question: "What is it?", answer: "20." } };
    expect(readExamples({ document: both })).toEqual([{ question: "What is it?", answer: "20." }]);
  });
});

const analyze = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? [];
const example = (question: string): ProfileExample => ({ question, answer: "Yes [1]." });
const vectors: Readonly<Record<string, readonly number[]>> = {
  asked: [1, 0, 0],
  near: [0.9, 0.436, 0],
  "near too": [0.89, 0.456, 0],
  other: [0.7, -0.714, 0],
  far: [0, 0, 1],
};
const base = { question: "asked", count: 2, budgetTokens: 1_000, countTokens: (text: string) => text.length, analyze };
const embed = async (texts: readonly string[]) => texts.map((text) => Float32Array.from(vectors[text] ?? [0, 0, 0]));

describe("pickExamples", () => {
  const all = ["far", "near too", "near", "other", "asked"].map(example);

  it("picks examples that resemble the question but not each other, the most similar one last", async () => {
    const picked = await pickExamples(all, { ...base, embed });
    expect(picked.map(({ question }) => question)).toEqual(["other", "near"]);
  });

  it("compares words if there is no embedder", async () => {
    const own = ["Who cleans it?", "What does a lost key cost?", "What does a lost badge cost?"].map(example);
    const picked = await pickExamples(own, { ...base, count: 1, question: "What does a key cost?" });
    expect(picked).toEqual([example("What does a lost key cost?")]);
  });

  it("skips the question itself, picks each example once, and stays within the budget", async () => {
    const own = [example(" ASKED "), example("near"), example("near"), { question: "other", answer: "x".repeat(90) }];
    const picked = await pickExamples(own, { ...base, budgetTokens: 50, count: 9, embed });
    expect(picked).toEqual([example("near")]);
  });

  it("picks the requested number of any examples within the budget", async () => {
    const question = fc.array(fc.constantFrom("key", "cost", "open", "who", "nurse"), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(question),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(200),
        async (asked, count, budgetTokens) => {
          const own = asked.map((words) => example(words.join(" ")));
          const picked = await pickExamples(own, { ...base, question: "who is there", count, budgetTokens });
          expect(picked.length).toBeLessThanOrEqual(count);
          expect(new Set(picked.map((one) => one.question)).size).toBe(picked.length);
          expect(picked.every((one) => own.some((other) => other.question === one.question))).toBe(true);
          const tokens = picked.reduce((sum, one) => sum + `${one.question}\n${one.answer}`.length, 0);
          expect(tokens).toBeLessThanOrEqual(budgetTokens);
        },
      ),
    );
  });
});
