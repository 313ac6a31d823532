import { describe, expect, it } from "vitest";
import { splitSentences } from "../text/index.ts";
import { createExtractiveAnswerer } from "./create-extractive-answerer.ts";
import { analyzer, answer, hours, passageOf, signal } from "./fixtures/ask-extractive.ts";

describe("createExtractiveAnswerer on several documents", () => {
  it("shows the sentence of the version that the question names, known from metadata or title", async () => {
    const sources = [
      { id: "a", text: "The cancellation fee is €25.", metadata: { year: 2023 } },
      { id: "Cancellations (2025)", text: "The cancellation fee is €40." },
    ];
    for (const [year, fee] of [
      ["2023", "€25"],
      ["2025", "€40"],
    ]) {
      const { sentences, warnings } = await answer(`What was the cancellation fee in ${year}?`, sources);
      expect(sentences.map(({ text }) => text)).toEqual([`The cancellation fee is ${fee}.`]);
      expect(warnings).toEqual([]);
    }
  });

  it("shows both of two disagreeing documents, with a warning", async () => {
    const { sentences, warnings } = await answer("When does the clinic open on weekdays?", [
      { id: "new", text: hours },
      { id: "old", text: "The clinic opens at 7:30 on weekdays." },
    ]);
    expect(sentences.map(({ text }) => text)).toEqual([
      "The clinic opens at 8:00 on weekdays.",
      "The clinic opens at 7:30 on weekdays.",
    ]);
    expect(warnings).toMatchObject([{ code: "sources-disagree" }]);
  });

  it("shows both of two different amounts, whatever words the question uses", async () => {
    const sources = [
      { id: "old", text: "The cancellation fee for a later cancellation is €25." },
      { id: "new", text: "The cancellation fee for a later cancellation is €40." },
    ];
    for (const question of ["What does a late cancellation cost?", "How much is the cancellation fee?"]) {
      const { sentences, warnings } = await answer(question, sources);
      expect(sentences).toHaveLength(2);
      expect(warnings).toMatchObject([{ code: "sources-disagree" }]);
    }
  });

  it("does not treat other numbers about the same thing as a disagreement", async () => {
    const { warnings } = await answer("What is the maximum weight for the treadmill T-21?", [
      { id: "guide", text: "The treadmill T-21 carries a maximum weight of 150 kg." },
      { id: "list", text: "The treadmill T-21 was bought in 2018 and is inspected every 12 months." },
    ]);
    expect(warnings).toEqual([]);
  });

  it("never shows more sentences than the limit, even if documents disagree", async () => {
    const sources = [1, 2, 3, 4].map((fee) => ({ id: `d${fee}`, text: `The cancellation fee is €${fee}0.` }));
    for (const maxSentences of [1, 2, 3]) {
      const answerer = createExtractiveAnswerer({ analyzer, splitSentences }, { maxSentences });
      const draft = await answerer.answer(
        { question: "What is the cancellation fee?", passages: sources.map(passageOf) },
        signal,
      );
      expect(draft.sentences).toHaveLength(maxSentences);
      expect(draft.warnings).toMatchObject([{ code: "sources-disagree" }]);
    }
  });

  it("does not repeat what two documents both say", async () => {
    const { sentences, warnings } = await answer("When does the clinic open on weekdays?", [
      { id: "a", text: "The clinic opens at 8:00 on weekdays." },
      { id: "b", text: "On weekdays the clinic opens at 8:00." },
    ]);
    expect(sentences).toHaveLength(1);
    expect(warnings).toEqual([]);
  });
});
