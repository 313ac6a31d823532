import { describe, expect, it } from "vitest";
import type { Answer } from "../../../core/index.ts";
import type { AskOptions } from "../../../library/index.ts";
import { abstained, grounded } from "../fixtures/example-answers.ts";
import { verifyQuestions } from "./verify-questions.ts";

const call = { collection: "handbook" };
const { signal } = new AbortController();

function asked(answers: Readonly<Record<string, Answer>>) {
  const options: (AskOptions | undefined)[] = [];
  const ask = async (question: string, given?: AskOptions): Promise<Answer> => {
    options.push(given);
    return answers[question] ?? abstained;
  };
  return { ask, options };
}

const candidate = (question: string, start: number) => ({
  question,
  documentId: "d1",
  span: { start, end: start + 10 },
});

describe("verifyQuestions", () => {
  it("returns only the questions that are answered by the text they were made from", async () => {
    const { ask, options } = asked({
      here: grounded({ start: 5, end: 15 }),
      elsewhere: grounded({ start: 50, end: 60 }),
    });
    const candidates = [candidate("elsewhere", 0), candidate("here", 0), candidate("unanswered", 0)];
    const verified = await verifyQuestions({ ask }, candidates, call, 4, signal);
    expect(verified).toEqual({ questions: ["here"], isComplete: true });
    expect(options).toHaveLength(3);
    for (const given of options) expect(given).toMatchObject({ ...call, quotesOnly: true, all: false });
    expect(options.some((given) => given?.save === true)).toBe(false);
  });

  it("stops when there are enough questions", async () => {
    const { ask, options } = asked({ a: grounded({ start: 0, end: 10 }), b: grounded({ start: 0, end: 10 }) });
    const verified = await verifyQuestions({ ask }, [candidate("a", 0), candidate("b", 0)], call, 1, signal);
    expect([verified.questions, options.length]).toEqual([["a"], 1]);
  });

  it("returns the questions found before the timeout, and says that there may be more", async () => {
    const stop = new AbortController();
    const ask = async (question: string): Promise<Answer> => {
      if (question === "a") return grounded({ start: 0, end: 10 });
      stop.abort();
      throw stop.signal.reason;
    };
    const candidates = [candidate("a", 0), candidate("b", 0)];
    const verified = await verifyQuestions({ ask }, candidates, call, 4, stop.signal);
    expect(verified).toEqual({ questions: ["a"], isComplete: false });
  });

  it("throws any failure other than the timeout", async () => {
    const ask = () => Promise.reject(new Error("broken"));
    await expect(verifyQuestions({ ask }, [candidate("a", 0)], call, 4, signal)).rejects.toThrow("broken");
  });
});
