import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseThreshold, leastQuestions, type Outcome, traceCurve } from "./choose-threshold.ts";

const promise = { maxWrongRate: 0.1, certainty: 0.9 };
const outcomes = (count: number, outcome: Outcome): readonly Outcome[] => Array.from({ length: count }, () => outcome);
const right = (confidence: number) => ({ confidence, isRight: true });
const wrong = (confidence: number) => ({ confidence, isRight: false });

/** Numbers from 0 to 1 that repeat. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("chooseThreshold", () => {
  it("shows all that is right and stops before what is wrong", () => {
    const chosen = chooseThreshold([...outcomes(100, right(0.8)), ...outcomes(100, wrong(0.4))], promise);
    expect(chosen).toMatchObject({ shown: 100, wrong: 0, coverage: 0.5 });
    expect(chosen?.threshold).toBeGreaterThan(0.4);
    expect(chosen?.threshold).toBeLessThanOrEqual(0.8);
  });

  it("promises nothing on too few questions, and says how many it takes", () => {
    const least = leastQuestions(promise);
    expect(least).toBe(22);
    expect(chooseThreshold(outcomes(least, right(0.9)), promise)?.coverage).toBe(1);
    expect(chooseThreshold(outcomes(least - 1, right(0.9)), promise)).toBeUndefined();
  });

  it("goes on below an early wrong answer where enough is right there", () => {
    const early = [wrong(0.99), ...outcomes(300, right(0.7))];
    expect(chooseThreshold(early, promise)).toMatchObject({ shown: 301, wrong: 1 });
  });

  it("never shows what has no confidence", () => {
    const chosen = chooseThreshold([...outcomes(50, right(0.9)), ...outcomes(50, { isRight: false })], promise);
    expect(chosen).toMatchObject({ shown: 50, coverage: 0.5 });
  });

  it("promises nothing where every answer is wrong, or there is none", () => {
    expect(chooseThreshold(outcomes(500, wrong(0.9)), promise)).toBeUndefined();
    expect(chooseThreshold([], promise)).toBeUndefined();
  });

  it("keeps what is shown within the bound of its own test, for any outcomes", () => {
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
  ])("breaks its promise in no more draws than it says, where the rate of wrong answers %s", (_, rateAt) => {
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
    // Three standard errors above the 10 % that were allowed.
    expect(broken / 400).toBeLessThanOrEqual(0.1 + 3 * Math.sqrt((0.1 * 0.9) / 400));
  });
});

/** The true share of wrong answers from a threshold on, where confidences are uniform. */
function meanRate(rateAt: (confidence: number) => number, threshold: number): number {
  const steps = 1_000;
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += rateAt(threshold + ((step + 0.5) / steps) * (1 - threshold));
  return sum / steps;
}

describe("traceCurve", () => {
  it("goes from the surest answers to all of them", () => {
    const curve = traceCurve([right(0.9), wrong(0.7), right(0.5), { isRight: false }], 4, 0.9);
    expect(curve.map(({ shown, wrong: amiss, coverage }) => [shown, amiss, coverage])).toEqual([
      [1, 0, 0.25],
      [2, 1, 0.5],
      [3, 1, 0.75],
    ]);
  });

  it("is empty where nothing would ever be shown", () => {
    expect(traceCurve([{ isRight: false }], 4, 0.9)).toEqual([]);
  });
});
