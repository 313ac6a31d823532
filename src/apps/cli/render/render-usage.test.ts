import { describe, expect, it } from "vitest";
import { renderUsage } from "./render-usage.ts";

describe("renderUsage", () => {
  it("prints tokens and cost with the date of the prices, and marks an estimate", () => {
    const cost = { amount: 0.001234, currency: "USD", pricesOf: "2026-01-31", isEstimated: false };
    const usage = { contextTokens: 1, inputTokens: 1234, outputTokens: 56, reasoningTokens: 10 };
    expect(renderUsage({ ...usage, cost })).toBe(
      "1,234 tokens read, 56 written (10 of them for reasoning) · 0.0012 USD at the prices of 2026-01-31",
    );
    const estimated = { contextTokens: 1, cost: { ...cost, isEstimated: true } };
    expect(renderUsage(estimated)).toBe("about 0.0012 USD at the prices of 2026-01-31");
  });

  it("prints nothing if no language model was used", () => {
    expect(renderUsage({ contextTokens: 100 })).toBeUndefined();
  });
});
