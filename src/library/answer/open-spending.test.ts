import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { loadSettings } from "../../config/index.ts";
import { type GenerationUsage, never, type TextGenerator } from "../../core/index.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";
import { openSpending } from "./open-spending.ts";

const request = { system: "", messages: [{ role: "user", text: "Q" }], maxOutputTokens: 100 } as const;
const price = { input: 500_000, output: 1_000_000, currency: "USD", date: "2026-01-31" };

async function settingsOf(answer: object, verify: object = {}): Promise<Pick<LydianParts, "settings">> {
  const settings = { answer: { model: "ollama:writer", ...answer }, verify };
  return loadSettings({ store: "/nowhere/store", environment: { HOME: "/nowhere" }, settings });
}

function saying(usage: GenerationUsage): TextGenerator {
  return {
    id: "test:model",
    holdsSchema: false,
    countTokens: (text: string) => text.length,
    close: async () => undefined,
    async *generate() {
      yield { type: "text", text: "Yes." };
      yield { type: "end", reason: "stop", usage, warnings: [] };
    },
  };
}

async function hear(generator: TextGenerator): Promise<void> {
  for await (const part of generator.generate(request, never)) expect(part.type).not.toBe("malformed");
}

const answer = { usage: { contextTokens: 7, inputTokens: 10, outputTokens: 5 } };

describe("openSpending", () => {
  it("adds the tokens of a judge and of a rephraser to those of the answer", async () => {
    const spending = await openSpending(await settingsOf({}));
    await hear(spending.judge(saying({ inputTokens: 100, outputTokens: 3 })));
    await hear(spending.rephraser(saying({ inputTokens: 20, outputTokens: 30, reasoningTokens: 8 })));
    expect(spending.total(answer, undefined)).toEqual({
      contextTokens: 7,
      inputTokens: 130,
      outputTokens: 38,
      reasoningTokens: 8,
    });
  });

  it("reports nothing for models that were not called", async () => {
    const spending = await openSpending(await settingsOf({ prices: { "ollama:writer": price } }));
    spending.judge(saying({}));
    const cost = { amount: 0, currency: "USD", pricesOf: "2026-01-31", isEstimated: false };
    expect(spending.total(answer, cost)).toEqual(answer.usage);
  });

  it("adds the costs of all models, and dates the sum by the oldest price", async () => {
    const prices = { "ollama:writer": price, "ollama:judge": { ...price, date: "2025-12-01" } };
    const spending = await openSpending(await settingsOf({ prices }, { judge: "ollama:judge" }));
    await hear(spending.judge(saying({ inputTokens: 2, outputTokens: 1 })));
    await hear(spending.rephraser(saying({ inputTokens: 1, outputTokens: 1 })));
    const writer = { amount: 10, currency: "USD", pricesOf: "2026-01-31", isEstimated: true };
    expect(spending.total(answer, writer).cost).toEqual({
      amount: 13.5,
      currency: "USD",
      pricesOf: "2025-12-01",
      isEstimated: true,
    });
    expect(spending.purse.spent).toBe(3.5);
  });

  it("limits the total cost of all models", async () => {
    const prices = { "ollama:writer": price, "ollama:judge": price };
    const spending = await openSpending(await settingsOf({ prices, maxCost: 300 }, { judge: "ollama:judge" }));
    const judge = spending.judge(saying({ inputTokens: 580, outputTokens: 1 }));
    await hear(judge);
    await expect(hear(judge)).rejects.toMatchObject({ code: "generation-failed" });
    expect(spending.purse.spent).toBe(291);
  });

  it("rejects a maximum cost if the judge has no price, and prices in two currencies", async () => {
    const prices = { "ollama:writer": price };
    const judge = "openai-compatible:http://me:secret@localhost:1#m";
    const unpriced = openSpending(await settingsOf({ prices, maxCost: 1 }, { judge }));
    const error = await unpriced.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "invalid-settings" });
    expect(inspect(error, { depth: null })).not.toContain("secret");
    const mixed = await settingsOf({ prices: { ...prices, [judge]: { ...price, currency: "EUR" } } }, { judge });
    await expect(openSpending(mixed)).rejects.toThrow("USD");
  });
});
