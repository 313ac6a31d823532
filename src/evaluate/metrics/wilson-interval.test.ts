import { expect, test } from "vitest";
import { wilsonInterval } from "./wilson-interval.ts";

// Newcombe: Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("the interval of %i of %i is that of the literature", (successes, trials, low, high) => {
  const { value, interval } = wilsonInterval(successes, trials);
  expect(value).toBe(successes / trials);
  expect(interval[0]).toBeCloseTo(low, 4);
  expect(interval[1]).toBeCloseTo(high, 4);
});

test.each([
  [1, 0],
  [3, 2],
  [-1, 2],
  [Number.NaN, 2],
])("%i successes of %i trials are refused", (successes, trials) => {
  expect(() => wilsonInterval(successes, trials)).toThrow("successes");
});
