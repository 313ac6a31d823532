import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hit } from "../../src/core/index.ts";
import { sayScore, scoreTree } from "./score-tree.ts";

const hit: Pick<Hit, "stage" | "explanation"> = {
  stage: "fusion",
  explanation: {
    stages: [
      {
        stage: "words",
        score: 4.5,
        rank: 1,
        parts: [
          { label: "body:vf-2201-b", value: 3 },
          { label: "title:probe", value: 1.5 },
        ],
      },
      { stage: "vectors", score: 0.7, rank: 3, parts: [{ label: "cosine", value: 0.7 }] },
      {
        stage: "fusion",
        score: 3,
        rank: 1,
        parts: [
          { label: "words", value: 2 },
          { label: "vectors", value: 1 },
        ],
      },
    ],
  },
};

describe("the explanation of a score", () => {
  it("puts the stage that decided the order first, and marks it as final", () => {
    const tree = scoreTree(hit);
    expect(tree.map(({ name, isFinal }) => [name, isFinal])).toEqual([
      ["Fusion of both lists", true],
      ["Words, BM25", false],
      ["Vectors", false],
    ]);
  });

  it("shows the rank of each list and the field of each term, and keeps unknown labels", () => {
    const [fusion, words] = scoreTree(hit);
    expect(fusion?.parts.map(({ label }) => label)).toEqual(["words, rank 1", "vectors, rank 3"]);
    expect(words?.parts.map(({ term, label }) => [term, label])).toEqual([
      ["vf-2201-b", "in the text"],
      ["probe", "in the title"],
    ]);
    const explanation = {
      stages: [{ stage: "words" as const, score: 1, rank: 1, parts: [{ label: "new", value: 1 }] }],
    };
    expect(scoreTree({ stage: "words", explanation })[0]?.parts[0]?.label).toBe("new");
  });

  it("scales each part relative to the largest part of its stage", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1 }), (values) => {
        const parts = values.map((value) => ({ label: "x", value }));
        const explanation = { stages: [{ stage: "words" as const, score: 1, rank: 1, parts }] };
        const shares = scoreTree({ stage: "words", explanation })[0]?.parts.map(({ share }) => share) ?? [];
        expect(shares).toHaveLength(values.length);
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
        if (values.some((value) => value !== 0)) expect(Math.max(...shares)).toBe(1);
      }),
    );
  });

  it("writes a score with more decimal places the smaller it is", () => {
    expect([117.1, 11.71, 0.9421, 0.03226].map(sayScore)).toEqual(["117.1", "11.71", "0.942", "0.0323"]);
  });
});
