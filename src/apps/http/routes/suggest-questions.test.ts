import { describe, expect, it } from "vitest";
import { suggestQuestions } from "./suggest-questions.ts";

function documentOf(text: string, language = "en") {
  const kind = text.startsWith("#") ? ("heading" as const) : ("paragraph" as const);
  return { text, language, elements: [{ kind, span: { start: 0, end: text.length } }] };
}

describe("suggested questions", () => {
  it("are asked in the words of sentences that answer them", () => {
    const texts = [
      "Lunch is at noon. A lost key costs €15; a lost badge nothing.",
      "A single treatment takes 25 minutes.",
      "The facility manager is Marek Dvorak, extension 204.",
    ];
    expect(
      suggestQuestions(
        texts.map((text) => documentOf(text)),
        4,
      ),
    ).toEqual(["What does a lost key cost?", "How long does a single treatment take?", "Who is the facility manager?"]);
  });

  it("are headings that ask, in any language, and no sentences of a language that is not English", () => {
    const documents = [documentOf("## Was kostet ein Schlüssel?", "de"), documentOf("A lost key costs €15.", "nl")];
    expect(suggestQuestions(documents, 4)).toEqual(["Was kostet ein Schlüssel?"]);
  });

  it("are not more than are wanted, and none twice", () => {
    const documents = ["A lost key costs €15.", "A lost key costs €20.", "A badge costs €5."].map((text) =>
      documentOf(text),
    );
    expect(suggestQuestions(documents, 4)).toEqual(["What does a lost key cost?", "What does a badge cost?"]);
    expect(suggestQuestions(documents, 1)).toHaveLength(1);
  });
});
