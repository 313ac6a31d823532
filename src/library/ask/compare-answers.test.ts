import { describe, expect, it } from "vitest";
import { sampleSavedAnswer } from "../proof/fixtures/sample-saved-answer.ts";
import { fromKeptAnswer, toKeptAnswer } from "../proof/kept-answer.ts";
import { compareAnswers } from "./compare-answers.ts";

const key = "A lost key costs 15 euros.";
const badge = "A lost badge is replaced once without charge.";
const then = sampleSavedAnswer([key, badge]);

describe("comparing a saved answer with a new one", () => {
  it("finds no difference between equal answers", () => {
    expect(compareAnswers(then, then)).toMatchObject({ isSame: true, changedSettings: [] });
  });

  it("reports sentences that are new, that are gone, and that cite other words", () => {
    const now = sampleSavedAnswer([badge, "Ask at the front desk."]);
    expect(compareAnswers(then, now)).toMatchObject({
      isSame: false,
      sentences: [
        { text: badge, outcome: "same" },
        { text: "Ask at the front desk.", outcome: "only-now" },
        { text: key, outcome: "only-before" },
      ],
    });
    const { answer } = then;
    if (answer.status === "abstained") throw new Error("It was grounded.");
    const citations = answer.citations.map((citation) => ({ ...citation, documentId: "another" }));
    const elsewhere = compareAnswers(then, { ...then, answer: { ...answer, citations } });
    expect(elsewhere).toMatchObject({ isSame: false, sentences: [{ outcome: "other-evidence" }, {}] });
  });

  it("names the settings that changed", () => {
    const { threshold: _, ...answer } = { ...then.asked.answer, model: "ollama:m", threshold: 1 };
    const asked = { ...then.asked, answer, promptsHash: "c".repeat(64) };
    expect(compareAnswers(then, { ...then, asked, writtenBy: "2.0.0" }).changedSettings).toEqual([
      { name: "answer.model", before: "extractive", now: "ollama:m" },
      { name: "lydian", before: "1.2.3", now: "2.0.0" },
      { name: "promptsHash", now: "c".repeat(64) },
    ]);
  });
});

describe("the record of a saved answer", () => {
  it("is read back unchanged, and rejected if it has another shape", () => {
    const kept = toKeptAnswer(then, "local");
    expect(fromKeptAnswer(kept)).toEqual(then);
    const bent = kept.record.replace('"recordVersion":1', '"recordVersion":2');
    expect(() => fromKeptAnswer({ id: "answer_1", record: bent })).toThrow(/unexpected shape at "recordVersion"/);
  });
});
