import { expect, it } from "vitest";
import { createEmbeddingEstimate } from "./estimate-embedding.ts";

it("estimates the time left by the pace since the first batch", () => {
  let ms = 90_000;
  const estimate = createEmbeddingEstimate({ monotonicMs: () => ms });
  expect(estimate({ done: 32, total: 96 })).toBeUndefined();
  ms += 4_000;
  expect(estimate({ done: 64, total: 128 })).toBe(8);
  ms += 2_000;
  expect(estimate({ done: 96, total: 128 })).toBe(3);
  expect(estimate({ done: 128, total: 128 })).toBeUndefined();
});

it("starts anew when the chunks are counted from the beginning", () => {
  let ms = 0;
  const estimate = createEmbeddingEstimate({ monotonicMs: () => ms });
  estimate({ done: 64, total: 64 });
  ms += 60_000;
  expect(estimate({ done: 10, total: 40 })).toBeUndefined();
  ms += 1_000;
  expect(estimate({ done: 20, total: 40 })).toBe(2);
});
