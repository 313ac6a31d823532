import { describe, expect, it } from "vitest";
import {
  GenerationFailedError,
  type GenerationPart,
  type GenerationRequest,
  never,
  type TextGenerator,
} from "../../../core/index.ts";
import { meterCost } from "./meter-cost.ts";

const price = { input: 1_000, output: 10_000, currency: "USD", date: "2026-11-01" };
/** 10 tokens of input, which cost 0.01 USD. */
const request: GenerationRequest = {
  system: "12345",
  messages: [{ role: "user", text: "67890" }],
  maxOutputTokens: 100,
};

function writing(parts: readonly (GenerationPart | Error)[]) {
  const asked: GenerationRequest[] = [];
  const generator: TextGenerator = {
    id: "test:model",
    holdsSchema: false,
    countTokens: (text) => text.length,
    close: async () => undefined,
    async *generate(one) {
      asked.push(one);
      for (const part of parts) {
        if (part instanceof Error) throw part;
        yield part;
      }
    },
  };
  return { generator, asked };
}

const end = (usage: object): GenerationPart => ({ type: "end", reason: "stop", usage, warnings: [] });

async function read(generator: TextGenerator): Promise<number> {
  let parts = 0;
  for await (const _ of generator.generate(request, never)) parts++;
  return parts;
}

describe("meterCost", () => {
  it("adds the usage that the service reports, over several texts", async () => {
    const { generator } = writing([{ type: "text", text: "abc" }, end({ inputTokens: 20, outputTokens: 4 })]);
    const meter = meterCost(generator, { price });
    expect(await read(meter.generator)).toBe(2);
    await read(meter.generator);
    expect(meter.cost()).toEqual({
      amount: expect.closeTo(0.12, 10),
      currency: "USD",
      pricesOf: "2026-11-01",
      isEstimated: false,
    });
  });

  it("estimates usage that the service does not report, and that of a text that was cut off", async () => {
    const { generator } = writing([{ type: "text", text: "abc" }, new GenerationFailedError("Cut off.")]);
    const meter = meterCost(generator, { price });
    await expect(read(meter.generator)).rejects.toThrow("Cut off.");
    expect(meter.cost()).toMatchObject({ amount: expect.closeTo(0.04, 10), isEstimated: true });
  });

  it("lowers the output limit to the rest of the budget, and sends nothing if the rest is too small", async () => {
    const { generator, asked } = writing([end({ inputTokens: 10, outputTokens: 20 })]);
    const meter = meterCost(generator, { price, maxCost: 0.405 });
    await read(meter.generator);
    expect(asked[0]?.maxOutputTokens).toBe(39);
    // 0.21 is spent and the input of this call costs 0.01, so 0.185 is left for output.
    await read(meter.generator);
    expect(asked[1]?.maxOutputTokens).toBe(18);
    await expect(read(meter.generator)).rejects.toMatchObject({
      code: "generation-failed",
      message: expect.stringContaining("left of 0.405 USD"),
    });
    expect(asked).toHaveLength(2);
  });

  it("does not limit output that costs nothing", async () => {
    const { generator, asked } = writing([end({ inputTokens: 1, outputTokens: 1 })]);
    await read(meterCost(generator, { price: { ...price, output: 0 }, maxCost: 0.02 }).generator);
    expect(asked[0]?.maxOutputTokens).toBe(100);
  });
});
