import { describe, expect, it } from "vitest";
import type { ContextPassage, Reading } from "../../../core/index.ts";
import type { Candidate } from "./find-candidate-sentences.ts";
import { measureSpans } from "./span-features.ts";

function candidateOf(start: number, end: number, reading?: Reading): Candidate {
  const hit = {
    chunkId: "c",
    documentId: "d",
    title: "",
    uri: "u",
    span: { start: 0, end: 100 },
    text: "",
    headingPath: [],
    rank: 1,
    score: 1,
    stage: "words",
    explanation: { stages: [] },
    ...(reading && { reading }),
  } as const;
  const passage: ContextPassage = { number: 1, text: "", contentHash: "", metadata: {}, elements: [], hit };
  return { passage, span: { start, end }, text: "", kind: "sentence", position: 0, previousText: "" };
}

const read: Reading = {
  relevance: 3,
  answers: [
    { span: { start: 12, end: 15 }, score: 4 },
    { span: { start: 40, end: 60 }, score: -1 },
  ],
};

describe("measureSpans", () => {
  it("measures for each sentence its best answer, and the distance to the best of all passages", () => {
    const better: Reading = { relevance: 5, answers: [{ span: { start: 0, end: 2 }, score: 6 }] };
    const sentences = [candidateOf(0, 20, read), candidateOf(20, 50, read), candidateOf(70, 90, read)];
    expect(measureSpans([...sentences, candidateOf(0, 9, better), candidateOf(0, 9)])).toEqual([
      { isPointedAt: 1, spanOdds: 4, spanBehind: 2, holdsBest: 1, relevanceBehind: 2 },
      { isPointedAt: 1, spanOdds: -1, spanBehind: 7, holdsBest: 0, relevanceBehind: 2 },
      { isPointedAt: 0, spanOdds: -12, spanBehind: 12, holdsBest: 0, relevanceBehind: 2 },
      { isPointedAt: 1, spanOdds: 6, spanBehind: 0, holdsBest: 1, relevanceBehind: 0 },
      // An unread passage counts like the worst one that was read.
      { isPointedAt: 0, spanOdds: -12, spanBehind: 12, holdsBest: 0, relevanceBehind: 2 },
    ]);
  });

  it("limits large values, and measures nothing if no passage has an answer", () => {
    const wild: Reading = { relevance: 1, answers: [{ span: { start: 0, end: 1 }, score: 99 }] };
    const low: Reading = { relevance: -90, answers: [{ span: { start: 0, end: 1 }, score: -99 }] };
    expect(measureSpans([candidateOf(0, 5, wild), candidateOf(0, 5, low)])).toMatchObject([
      { spanOdds: 12, spanBehind: 0, relevanceBehind: 0 },
      { spanOdds: -12, spanBehind: 12, relevanceBehind: 12 },
    ]);
    expect(measureSpans([candidateOf(0, 5, { relevance: 4 }), candidateOf(0, 5)])).toBeUndefined();
  });
});
