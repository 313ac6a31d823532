import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseThreshold, leastQuestions, type Outcome, traceCurve } from "./choose-threshold.ts";

const promise = { maxWrongRate: 0.1, certainty: 0.9 };
const outcomes = (count: number, outcome: Outcome): readonly Outcome[] => Array.from({ length: count }, () => outcome);
const right = (confidence: number) => ({ confidence, isRight: true });
const wrong = (confidence: number) => ({ confidence, isRight: false });

/** Creates a generator of random numbers from 0 to 1, which repeats them for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("chooseThreshold", () => {
  it("chooses a threshold that shows all right answers and none of the less confident wrong ones", () => {
    const chosen = chooseThreshold([...outcomes(100, right(0.8)), ...outcomes(100, wrong(0.4))], promise);
    expect(chosen).toMatchObject({ shown: 100, wrong: 0, coverage: 0.5 });
    expect(chosen?.threshold).toBeGreaterThan(0.4);
    expect(chosen?.threshold).toBeLessThanOrEqual(0.8);
  });

  it("chooses no threshold if there are fewer questions than the promise requires", () => {
    const least = leastQuestions(promise);
    expect(least).toBe(22);
    expect(chooseThreshold(outcomes(least, right(0.9)), promise)?.coverage).toBe(1);
    expect(chooseThreshold(outcomes(least - 1, right(0.9)), promise)).toBeUndefined();
  });

  it("goes below an early wrong answer if enough right answers follow", () => {
    const early = [wrong(0.99), ...outcomes(300, right(0.7))];
    expect(chooseThreshold(early, promise)).toMatchObject({ shown: 301, wrong: 1 });
  });

  it("never counts answers without a confidence as shown", () => {
    const chosen = chooseThreshold([...outcomes(50, right(0.9)), ...outcomes(50, { isRight: false })], promise);
    expect(chosen).toMatchObject({ shown: 50, coverage: 0.5 });
  });

  it("chooses no threshold if every answer is wrong, or there is no answer", () => {
    expect(chooseThreshold(outcomes(500, wrong(0.9)), promise)).toBeUndefined();
    expect(chooseThreshold([], promise)).toBeUndefined();
  });

  it("reports the right counts, and an upper bound within the rate, for any outcomes", () => {
    const outcome = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() });
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 200 }), (drawn) => {
        const chosen = chooseThreshold(drawn, promise);
        if (chosen === undefined) return;
        const shown = drawn.filter(({ confidence }) => confidence >= chosen.threshold);
        expect(chosen.shown).toBe(shown.length);
        expect(chosen.wrong).toBe(shown.filter(({ isRight }) => !isRight).length);
        expect(chosen.upperBound).toBeLessThanOrEqual(promise.maxWrongRate);
      }),
    );
  });

  it.each([
    ["rises as confidence falls", (confidence: number) => 0.4 * (1 - confidence)],
    ["is flat just above the rate", () => 0.11],
    ["is a step", (confidence: number) => (confidence > 0.6 ? 0.02 : 0.5)],
  ])("breaks its promise no more often than its certainty allows, if the rate of wrong answers %s", (_, rateAt) => {
    const random = createRandom(7);
    let broken = 0;
    for (let draw = 0; draw < 400; draw++) {
      const drawn = Array.from({ length: 300 }, () => {
        const confidence = random();
        return { confidence, isRight: random() >= rateAt(confidence) };
      });
      const chosen = chooseThreshold(drawn, promise);
      if (chosen !== undefined && meanRate(rateAt, chosen.threshold) > promise.maxWrongRate) broken++;
    }
    // The limit is three standard errors above the allowed 10 %.
    expect(broken / 400).toBeLessThanOrEqual(0.1 + 3 * Math.sqrt((0.1 * 0.9) / 400));
  });
});

/** Returns the true share of wrong answers above a threshold if confidences are uniform. */
function meanRate(rateAt: (confidence: number) => number, threshold: number): number {
  const steps = 1_000;
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += rateAt(threshold + ((step + 0.5) / steps) * (1 - threshold));
  return sum / steps;
}

describe("traceCurve", () => {
  it("leads from the most confident answers down to all answers", () => {
    const curve = traceCurve([right(0.9), wrong(0.7), right(0.5), { isRight: false }], 4, 0.9);
    expect(curve.map(({ shown, wrong: amiss, coverage }) => [shown, amiss, coverage])).toEqual([
      [1, 0, 0.25],
      [2, 1, 0.5],
      [3, 1, 0.75],
    ]);
  });

  it("is empty if no question has an answer", () => {
    expect(traceCurve([{ isRight: false }], 4, 0.9)).toEqual([]);
  });
});
