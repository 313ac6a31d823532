import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidDataError } from "../../core/index.ts";
import { holdsAnswer } from "./holds-answer.ts";
import { parseQuestions } from "./parse-questions.ts";

describe("holdsAnswer", () => {
  it("finds an accepted answer in any case and with any white space", () => {
    expect(holdsAnswer("It costs  40\nEuros.", ["€40", "40 euros"])).toBe(true);
    expect(holdsAnswer("It costs €40.", ["€40"])).toBe(true);
  });

  it("does not find a number inside another number, or a word inside a longer word", () => {
    expect(holdsAnswer("In 2010 it was 120 mg.", ["20", "10"])).toBe(false);
    expect(holdsAnswer("The anaesthetist", ["an"])).toBe(false);
  });

  it("finds words of scripts without spaces", () => {
    expect(holdsAnswer("東京都に住む", ["東京"])).toBe(true);
  });

  it("finds nothing if no answer is accepted, or only a blank one", () => {
    expect(holdsAnswer("Anything", [])).toBe(false);
    expect(holdsAnswer("Anything", [" "])).toBe(false);
  });

  it("finds every answer between two spaces", () => {
    const word = fc.stringMatching(/^[a-z0-9€]{1,8}$/);
    fc.assert(fc.property(word, word, word, (a, b, c) => holdsAnswer(`${a} ${b} ${c}`, [b])));
  });
});

describe("parseQuestions", () => {
  it("reads answers in every form, an empty list as unanswerable, and a repeated question once", () => {
    const lines = [
      '{"question": "What does it cost? ", "answers": ["€40", "40 euros"], "id": 7}',
      "",
      '{"question": "Who may park?", "answers": []}',
      '{"question": "When?", "expected": "1998"}',
      '{"question": "Why?", "expected": null}',
      '{"question": "When?", "answer": "1999"}',
    ];
    expect(parseQuestions(lines.join("\r\n"), "q.jsonl")).toEqual([
      { question: "What does it cost?", answers: ["€40", "40 euros"] },
      { question: "Who may park?", answers: [] },
      { question: "When?", answers: ["1998"] },
      { question: "Why?", answers: [] },
    ]);
  });

  it.each([
    ["not JSON", "Line 2 of q.jsonl is not JSON."],
    ['{"question": " ", "answers": []}', 'Line 2 of q.jsonl has a wrong field "question": is blank.'],
    [
      '{"question": "Why?"}',
      'Line 2 of q.jsonl has no "answers"; if the documents do not answer it, write "answers": [].',
    ],
  ])("rejects %s and names the line", (line, message) => {
    const read = () => parseQuestions(`{"question": "Why?", "answers": []}\n${line}`, "q.jsonl");
    expect(read).toThrow(InvalidDataError);
    expect(read).toThrow(message);
  });

  it("reads any written questions back unchanged", () => {
    const text = fc.string({ minLength: 1, maxLength: 30 }).map((one) => `${one.trim()}?`);
    const question = fc.record({ question: text, answers: fc.array(text, { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.uniqueArray(question, { selector: ({ question: one }) => one }), (questions) => {
        const lines = questions.map((one) => JSON.stringify(one)).join("\n");
        expect(parseQuestions(lines, "q.jsonl")).toEqual(questions);
      }),
    );
  });
});
