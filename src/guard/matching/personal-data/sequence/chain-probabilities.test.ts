import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeProbabilities, stepsOf } from "./chain-probabilities.ts";
import { findBestLabels } from "./find-best-labels.ts";
import { labelCount, mayFollow } from "./labels.ts";

const value = fc.integer({ min: -30, max: 30 }).map((whole) => whole / 10);
const chain = fc.integer({ min: 1, max: 3 }).chain((length) =>
  fc.record({
    scores: fc.array(value, { minLength: length * labelCount, maxLength: length * labelCount }),
    transitions: fc.array(value, { minLength: labelCount ** 2, maxLength: labelCount ** 2 }),
  }),
);

/** Returns every path of labels that may follow each other, with its score. */
function allPaths(scores: Float64Array, transitions: Float32Array) {
  let paths: { labels: number[]; score: number }[] = [{ labels: [], score: 0 }];
  for (let token = 0; token < scores.length / labelCount; token++) {
    paths = paths.flatMap(({ labels, score }) => {
      const before = labels.at(-1) ?? 0;
      return Array.from({ length: labelCount }, (_, label) => label)
        .filter((label) => mayFollow(label, before))
        .map((label) => ({
          labels: [...labels, label],
          score: score + (transitions[before * labelCount + label] ?? 0) + (scores[token * labelCount + label] ?? 0),
        }));
    });
  }
  return paths;
}

describe("the chain of labels", () => {
  it("finds the best path, and the probabilities over all paths", () => {
    fc.assert(
      fc.property(chain, (given) => {
        const scores = Float64Array.from(given.scores);
        const transitions = Float32Array.from(given.transitions);
        const paths = allPaths(scores, transitions);
        const best = Math.max(...paths.map(({ score }) => score));
        const labels = [...findBestLabels(scores, transitions)];
        const chosen = paths.find((path) => path.labels.join() === labels.join());
        expect(chosen?.score).toBeCloseTo(best, 6);

        const total = paths.reduce((sum, { score }) => sum + Math.exp(score), 0);
        const { marginals } = computeProbabilities(scores, stepsOf(transitions));
        const expected = new Float64Array(scores.length);
        for (const { labels: path, score } of paths) {
          path.forEach((label, token) => {
            const at = token * labelCount + label;
            expected[at] = (expected[at] ?? 0) + Math.exp(score) / total;
          });
        }
        const difference = (left: Float64Array, right: Float64Array) =>
          left.reduce((most, each, at) => Math.max(most, Math.abs(each - (right[at] ?? 0))), 0);
        expect(difference(marginals, expected)).toBeLessThan(1e-9);
      }),
      { numRuns: 30 },
    );
  });

  it("stays finite over long texts with extreme scores", () => {
    const scores = Float64Array.from({ length: 400 * labelCount }, (_, at) => ((at * 7919) % 301) - 150);
    const { marginals } = computeProbabilities(scores, stepsOf(new Float32Array(labelCount ** 2)));
    expect(marginals.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
  });

  it("of no tokens has no labels", () => {
    expect(findBestLabels(new Float64Array(0), new Float32Array(labelCount ** 2))).toHaveLength(0);
  });
});
