import { describe, expect, it } from "vitest";
import {
  GenerationFailedError,
  type GenerationPart,
  type GenerationRequest,
  never,
  type TextGenerator,
} from "../../../core/index.ts";
import { createRephraser } from "./create-rephraser.ts";

function rephraserOf(generate: TextGenerator["generate"], budgetMs = 60_000) {
  const requests: GenerationRequest[] = [];
  const generator: TextGenerator = {
    id: "test:model",
    holdsSchema: false,
    countTokens: (text: string) => text.length,
    close: async () => undefined,
    generate(request, signal) {
      requests.push(request);
      return generate(request, signal);
    },
  };
  return { requests, rephrase: createRephraser({ generator, template: "Write {{count}}.", count: 2, budgetMs }) };
}

async function* saying(...texts: readonly string[]): AsyncGenerator<GenerationPart> {
  for (const text of texts) yield { type: "text", text };
  yield { type: "end", reason: "stop", usage: {}, warnings: [] };
}

describe("createRephraser", () => {
  it("requests the given number of phrasings within a token limit, and reads them", async () => {
    const { rephrase, requests } = rephraserOf(() => saying("How much is ", "a key?\nKey price\nA third one"));
    expect(await rephrase("What does a key cost?", never)).toEqual({ texts: ["How much is a key?", "Key price"] });
    expect(requests).toMatchObject([
      { system: "Write 2.", messages: [{ role: "user", text: "What does a key cost?" }], maxOutputTokens: 120 },
    ]);
  });

  it("warns why there are no phrasings: unusable text, a failure, or a timeout", async () => {
    const idle = rephraserOf(() => saying("No."));
    expect(await idle.rephrase("Q a?", never)).toMatchObject({ texts: [], warning: { code: "not-rephrased" } });
    const failing = rephraserOf(() => {
      throw new GenerationFailedError("It answered 500.");
    });
    expect((await failing.rephrase("Q a?", never)).warning?.message).toContain("It answered 500.");
    const slow = rephraserOf(async function* (_, signal) {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      signal.throwIfAborted();
      yield { type: "text", text: "late" };
    }, 20);
    expect((await slow.rephrase("Q a?", never)).warning?.message).toContain("longer than 0.02 seconds");
  });

  it("rethrows the abort reason and unknown errors", async () => {
    const stopped = AbortSignal.abort(new Error("enough"));
    const failing = rephraserOf((_, signal) => {
      signal.throwIfAborted();
      throw new TypeError("broken");
    });
    await expect(failing.rephrase("Q a?", stopped)).rejects.toThrow("enough");
    await expect(failing.rephrase("Q a?", never)).rejects.toThrow("broken");
  });
});
