import { describe, expect, it } from "vitest";
import { suggestQuestions } from "./suggest-questions.ts";

function documentOf(text: string, language = "en") {
  const kind = text.startsWith("#") ? ("heading" as const) : ("paragraph" as const);
  return { id: text, text, language, elements: [{ kind, span: { start: 0, end: text.length } }] };
}
const questionsOf = (texts: readonly string[], count = 9) =>
  suggestQuestions(
    texts.map((text) => documentOf(text)),
    count,
  ).map(({ question }) => question);

describe("suggestQuestions", () => {
  it("makes questions from sentences that answer them, with the spans of the sentences", () => {
    const texts = [
      "Lunch is at noon. A lost key costs €15; a lost badge nothing.",
      "A single treatment takes 25 minutes.",
      "The facility manager is Marek Dvorak, extension 204.",
      "The gym was built in 1998.",
      "The work took eleven weeks and cost €48,000.",
    ];
    expect(questionsOf(texts)).toEqual([
      "What does a lost key cost?",
      "How long does a single treatment take?",
      "Who is the facility manager?",
      "When was the gym built?",
    ]);
    const [first] = suggestQuestions([documentOf(texts[0] ?? "")], 1);
    expect(first?.documentId).toBe(texts[0]);
    expect(texts[0]?.slice(first?.span?.start, first?.span?.end).trim()).toMatch(/^A lost key costs/);
  });

  it("uses headings that are questions in any language, but only English sentences", () => {
    const documents = [documentOf("## Was kostet ein Schlüssel?", "de"), documentOf("A lost key costs €15.", "nl")];
    expect(suggestQuestions(documents, 4).map(({ question }) => question)).toEqual(["Was kostet ein Schlüssel?"]);
  });

  it("returns no more than requested, none twice, and takes one of each document in turn", () => {
    const texts = ["A lost key costs €15. A badge costs €5.", "A lost key costs €20.", "A cup costs 1 €."];
    expect(questionsOf(texts)).toEqual([
      "What does a lost key cost?",
      "What does a cup cost?",
      "What does a badge cost?",
    ]);
    expect(questionsOf(texts, 1)).toHaveLength(1);
    expect(questionsOf([])).toEqual([]);
  });
});
