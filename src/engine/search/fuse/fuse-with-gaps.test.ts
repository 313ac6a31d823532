import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScoredChunk } from "../../../core/index.ts";
import { fuseScores } from "./fuse-scores.ts";
import { fuseWithGaps, type ListsWithGaps } from "./fuse-with-gaps.ts";

const depth = 20;
const idsOf = (chunks: readonly ScoredChunk[]) => chunks.map(({ chunkId }) => chunkId);

const scored = (scores: Readonly<Record<string, number>>): readonly ScoredChunk[] =>
  Object.entries(scores)
    .map(([chunkId, score]) => ({ chunkId, documentId: "d", score }))
    .sort((a, b) => b.score - a.score);

function listsOf(
  words: readonly ScoredChunk[],
  vectors: readonly ScoredChunk[],
  withoutVectors: Iterable<string>,
): ListsWithGaps {
  return {
    words: [{ label: "words", weight: 0.5, chunks: words, maxScore: 400, absentScore: 0 }],
    vectors: [{ label: "vectors", weight: 0.5, chunks: vectors, maxScore: 40 }],
    withoutVectors: new Set(withoutVectors),
  };
}

const ranked = fc
  .dictionary(
    fc.integer({ min: 0, max: 40 }).map((number) => `c${number}`),
    fc.integer({ min: 1, max: 3_000 }).map((hundredths) => hundredths / 100),
    { maxKeys: 30 },
  )
  .map(scored);

/** Lists of which a share of the chunks has no vector, from none to all. */
const lists = fc
  .tuple(
    ranked,
    ranked,
    fc.constantFrom(0, 1, 40, 100),
    fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 41, maxLength: 41 }),
  )
  .map(([words, vectors, percentWithVectors, lots]) => {
    const hasVector = ({ chunkId }: ScoredChunk) => (lots[Number(chunkId.slice(1))] ?? 0) < percentWithVectors;
    const missing = words.filter((chunk) => !hasVector(chunk));
    return listsOf(words, vectors.filter(hasVector), idsOf(missing));
  });

describe("fuseWithGaps", () => {
  it("keeps each chunk without a vector at its rank by words", () => {
    fc.assert(
      fc.property(lists, (given) => {
        const byWords = idsOf(given.words[0]?.chunks ?? []);
        const fused = idsOf(fuseWithGaps(given, depth));
        for (const id of given.withoutVectors) expect(fused.indexOf(id)).toBe(byWords.indexOf(id));
      }),
      { numRuns: 300 },
    );
  });

  it("orders the chunks with vectors by their fusion, whatever the others score", () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 2, max: 9 }), (given, factor) => {
        const embedded = (from: ListsWithGaps) =>
          idsOf(fuseWithGaps(from, 100)).filter((id) => !given.withoutVectors.has(id));
        const raised = given.words.map((list) => ({
          ...list,
          chunks: scored(
            Object.fromEntries(
              list.chunks.map(({ chunkId, score }) => [
                chunkId,
                given.withoutVectors.has(chunkId) ? score * factor : score,
              ]),
            ),
          ),
        }));
        expect(embedded({ ...given, words: raised })).toEqual(embedded(given));
      }),
      { numRuns: 300 },
    );
  });

  it("is the fusion if every chunk has a vector, and the order by words if none has", () => {
    fc.assert(
      fc.property(ranked, ranked, (words, vectors) => {
        const all = listsOf(words, vectors, []);
        expect(fuseWithGaps(all, depth)).toEqual(fuseScores([...all.words, ...all.vectors], depth));
        expect(idsOf(fuseWithGaps(listsOf(words, [], idsOf(words)), depth))).toEqual(
          idsOf(fuseScores(all.words, depth)),
        );
      }),
      { numRuns: 150 },
    );
  });

  it("returns every chunk once, with descending scores that are the sums of their parts", () => {
    fc.assert(
      fc.property(lists, (given) => {
        const fused = fuseWithGaps(given, depth);
        const expected = new Set([...given.words, ...given.vectors].flatMap(({ chunks }) => idsOf(chunks)));
        expect(idsOf(fused)).toHaveLength(expected.size);
        expect(new Set(idsOf(fused))).toEqual(expected);
        for (const [index, { score, parts }] of fused.entries()) {
          expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 9);
          expect(score).toBeGreaterThanOrEqual(fused[index + 1]?.score ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("does not lift the few chunks with vectors above the best ones by words", () => {
    const words = scored({ right: 9, second: 7, third: 5, fourth: 3 });
    const vectors = scored({ "numbers 1": 28, "numbers 2": 1 });
    const fused = fuseWithGaps(listsOf(words, vectors, idsOf(words)), depth);
    expect(idsOf(fused)).toEqual(["right", "second", "third", "fourth", "numbers 1", "numbers 2"]);
    expect(fused[3]?.parts.map(({ label }) => label)).toEqual(["words", "rank by words, without a vector"]);
  });
});
