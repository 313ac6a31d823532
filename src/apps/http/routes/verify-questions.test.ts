import { describe, expect, it } from "vitest";
import type { Answer, AskOptions } from "../../../index.ts";
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

describe("suggested questions are verified", () => {
  it("by asking each in the documents' own words: only what is answered by what it was made of is left", async () => {
    const { ask, options } = asked({
      here: grounded({ start: 5, end: 15 }),
      elsewhere: grounded({ start: 50, end: 60 }),
    });
    const candidates = [candidate("elsewhere", 0), candidate("here", 0), candidate("unanswered", 0)];
    const verified = await verifyQuestions({ ask }, { candidates, call, count: 4 }, signal);
    expect(verified).toEqual({ questions: ["here"], isComplete: true });
    expect(options).toHaveLength(3);
    for (const given of options) expect(given).toMatchObject({ ...call, quotesOnly: true, all: false });
    expect(options.some((given) => given?.save === true)).toBe(false);
  });

  it("until there are enough", async () => {
    const { ask, options } = asked({ a: grounded({ start: 0, end: 10 }), b: grounded({ start: 0, end: 10 }) });
    const verified = await verifyQuestions(
      { ask },
      { candidates: [candidate("a", 0), candidate("b", 0)], call, count: 1 },
      signal,
    );
    expect([verified.questions, options.length]).toEqual([["a"], 1]);
  });

  it("as far as the time goes, and says so", async () => {
    const stop = new AbortController();
    const ask = async (question: string): Promise<Answer> => {
      if (question === "a") return grounded({ start: 0, end: 10 });
      stop.abort();
      throw stop.signal.reason;
    };
    const candidates = [candidate("a", 0), candidate("b", 0)];
    const verified = await verifyQuestions({ ask }, { candidates, call, count: 4 }, stop.signal);
    expect(verified).toEqual({ questions: ["a"], isComplete: false });
  });

  it("and a failure that is not the time's is told", async () => {
    const ask = () => Promise.reject(new Error("broken"));
    await expect(verifyQuestions({ ask }, { candidates: [candidate("a", 0)], call, count: 4 }, signal)).rejects.toThrow(
      "broken",
    );
  });
});
