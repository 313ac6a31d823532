import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { grounded } from "./fixtures/fake-lydian.ts";
import { showSentences } from "./show-sentences.ts";

function show(texts: readonly (readonly [string, readonly number[]])[]) {
  const lines: string[] = [];
  const line = (text = "") => void lines.push(text);
  const sentences = showSentences({ line, isTerminal: true, columns: 80, colors: pc.createColors(false) });
  for (const [text, passages] of texts) {
    const citations = passages.map((passage) => ({ passage, documentId: "d", span: { start: 0, end: 1 }, quote: "q" }));
    sentences.listener({ type: "sentence-checked", answerId: "a", text, layout: "sentence", citations });
  }
  return { lines, sentences };
}

describe("showSentences", () => {
  it("numbers sources as a reader meets them", () => {
    const { lines } = show([["It is open.", [7, 7]], ["It is dear.", [2, 7]]]); // biome-ignore format: as read
    expect(lines).toEqual(["It is open. [1]", "It is dear. [2] [1]"]);
  });

  it("takes control characters out", () => {
    expect(show([["A\u001b[31m key", [1]]]).lines[0]).not.toContain("\u001b");
  });

  it("knows whether it has shown exactly an answer's sentences", () => {
    expect(show([["A late cancellation costs €40.", [1]]]).sentences.areThoseOf(grounded)).toBe(true);
    expect(show([["Another.", [1]]]).sentences.areThoseOf(grounded)).toBe(false);
    expect(show([]).sentences.areThoseOf(grounded)).toBe(false);
  });
});
