import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Citation, Passage } from "../../core/index.ts";
import { numberSources } from "./number-sources.ts";

const hit: Passage["hit"] = {
  chunkId: "d.1",
  documentId: "d",
  title: "T",
  uri: "memo:t",
  span: { start: 0, end: 1 },
  text: "T",
  headingPath: [],
  rank: 1,
  score: 1,
  stage: "words",
  explanation: { stages: [] },
};
const passage = (number: number): Passage => ({ number, hit, text: `passage ${number}` });
const citation = (number: number): Citation => ({
  number,
  answerSpan: { start: 0, end: 1 },
  documentId: "d",
  span: { start: 0, end: 1 },
  quote: `passage ${number}`,
  contentHash: "0",
});

describe("numberSources", () => {
  it("numbers the cited passages from 1 in the order of their first citation, then the others", () => {
    const answerText = { text: "", claims: [], citations: [4, 2, 4].map(citation) };
    const numbered = numberSources(answerText, [1, 2, 3, 4].map(passage));
    expect(numbered.answerText.citations.map(({ number }) => number)).toEqual([1, 2, 1]);
    expect(numbered.passages.map(({ number }) => number)).toEqual([3, 2, 4, 1]);
  });

  it("renumbers each citation together with its passage", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(8), { maxLength: 6 }), (count, picks) => {
        const cited = picks.map((pick) => 1 + (pick % count));
        const all = Array.from({ length: count }, (_, index) => passage(index + 1));
        const numbered = numberSources({ text: "", claims: [], citations: cited.map(citation) }, all);
        const textOf = (number: number) => numbered.passages.find((one) => one.number === number)?.text;
        expect(numbered.answerText.citations.map(({ number }) => textOf(number))).toEqual(
          cited.map((one) => `passage ${one}`),
        );
        expect(numbered.passages.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
          all.map(({ number }) => number),
        );
      }),
    );
  });
});
