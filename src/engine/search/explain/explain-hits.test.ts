import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChunkExplanation, ScoredChunk } from "../../../core/index.ts";
import { explainHits } from "./explain-hits.ts";

const chunk = (chunkId: string, score: number): ScoredChunk => ({ chunkId, documentId: "d", score });

describe("explainHits", () => {
  it("lists the stages that found a chunk, in order, with its rank in each", () => {
    const [explanation] = explainHits(
      [
        { stage: "words", chunks: [chunk("a", 7), chunk("b", 5)] },
        { stage: "vectors", chunks: [chunk("c", 0.8)] },
        { stage: "fusion", chunks: [{ ...chunk("b", 0.5), parts: [{ label: "words", value: 0.5 }] }] },
      ],
      ["b"],
      [{ words: { score: 5, parts: [{ label: "body: leave", value: 5 }] }, vectors: { score: 0.1, parts: [] } }],
    );
    expect(explanation?.stages).toEqual([
      { stage: "words", rank: 2, score: 5, parts: [{ label: "body: leave", value: 5 }] },
      { stage: "fusion", rank: 1, score: 0.5, parts: [{ label: "words", value: 0.5 }] },
    ]);
  });

  it("returns parts that sum to each stage's score, even if the index no longer has the chunk", () => {
    const score = fc.double({ min: 0, max: 50, noNaN: true });
    const parts = fc.array(score, { minLength: 1, maxLength: 5 }).map((values) => ({
      score: values.reduce((sum, value) => sum + value, 0),
      parts: values.map((value, index) => ({ label: `t${index}`, value })),
    }));
    const explanation: fc.Arbitrary<ChunkExplanation> = fc
      .option(parts, { nil: undefined })
      .map((words) => (words === undefined ? {} : { words }));
    fc.assert(
      fc.property(fc.array(explanation, { maxLength: 8 }), (explanations) => {
        const ids = explanations.map((_, index) => `c${index}`);
        const found = ids.map((id, index) => chunk(id, explanations[index]?.words?.score ?? 1));
        const explained = explainHits([{ stage: "words", chunks: found }], ids, explanations);
        expect(explained).toHaveLength(ids.length);
        for (const [index, { stages }] of explained.entries()) {
          expect(stages[0]?.rank).toBe(index + 1);
          for (const stage of stages) {
            expect(stage.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(stage.score, 9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
