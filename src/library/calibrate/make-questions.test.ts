import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeQuestions } from "./make-questions.ts";

const clinic = {
  id: "clinic",
  text: "Marlow Street Clinic was opened by Tomas Brandt in the year 1998. It is quiet there. In Leeds a late cancellation costs a patient 40 euros.",
};
const farm = {
  id: "farm",
  text: "In Dover the owner Ines Raman sold the old farm house in 1987. In York a small goat costs a farmer about 65 euros.",
};

describe("makeQuestions", () => {
  it("asks for the last fact of a sentence", () => {
    const made = makeQuestions([clinic], 9).map(({ question, answers }) => [question, answers]);
    expect(made).toContainEqual(["In Leeds a late cancellation costs a patient what euros?", ["40"]]);
    expect(made).toContainEqual(["Marlow Street Clinic was opened by Tomas Brandt in the year what?", ["1998"]]);
    expect(made).toHaveLength(2);
  });

  it("replaces a fact by one from another document, and gives that question no answer", () => {
    const unanswerable = makeQuestions([clinic, farm], 9).filter(({ answers }) => answers.length === 0);
    expect(unanswerable.length).toBeGreaterThan(0);
    const holdsAll = (text: string, question: string) =>
      question.split(/\W+/u).every((word) => word === "what" || text.includes(word));
    for (const { question } of unanswerable)
      expect([clinic, farm].some(({ text }) => holdsAll(text, question))).toBe(false);
  });

  it("marks all questions as generated, repeats exactly, and makes no more than requested", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(clinic, farm, { id: "none", text: "" })), fc.nat(5), (documents, count) => {
        const made = makeQuestions(documents, count);
        expect(made.length).toBeLessThanOrEqual(count);
        expect(made.every(({ isGenerated }) => isGenerated === true)).toBe(true);
        expect(makeQuestions(documents, count)).toEqual(made);
      }),
    );
  });

  it("makes the same questions if the documents have other ids in another store", () => {
    const inAnotherStore = [farm, clinic].map((document) => ({ id: `other-${document.id}`, text: document.text }));
    expect(makeQuestions(inAnotherStore, 9)).toEqual(makeQuestions([clinic, farm], 9));
  });
});
