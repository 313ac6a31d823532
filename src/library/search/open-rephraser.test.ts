import { describe, expect, it } from "vitest";
import { type GenerationPart, ModelUnavailableError, never, type TextGenerator } from "../../core/index.ts";
import { createRephraserOpener, type RephraserParts } from "./open-rephraser.ts";

function parts(answer: Partial<RephraserParts["settings"]["answer"]>, rephrasings = 1) {
  let asked = 0;
  const generator: TextGenerator = {
    id: "test:model",
    holdsSchema: false,
    countTokens: () => 1,
    close: async () => undefined,
    async *generate(): AsyncGenerator<GenerationPart> {
      asked++;
      yield { type: "text", text: "How much is it?" };
    },
  };
  const own: RephraserParts = {
    settings: { search: { rephrasings }, answer: { model: "test:model", ...answer } },
    generator: async () => generator,
    rephrasePrompt: async () => "{{count}}",
  };
  return { own, asked: () => asked };
}

describe("createRephraserOpener", () => {
  it("calls the model only once for a repeated question", async () => {
    const open = createRephraserOpener();
    const { own, asked } = parts({});
    for (const question of ["What does it cost?", "What does it cost?", "Who pays?"]) {
      const { rephrase, warnings } = await open(own);
      expect(warnings).toEqual([]);
      expect((await rephrase?.(question, never))?.texts).toEqual(["How much is it?"]);
    }
    expect(asked()).toBe(2);
  });

  it("does nothing unless rephrasings are enabled", async () => {
    expect(await createRephraserOpener()(parts({}, 0).own)).toEqual({ warnings: [] });
  });

  it.each([
    ["no model is set", parts({ model: "extractive" }).own],
    ["the cost of an answer is bounded", parts({ maxCost: 0.01 }).own],
    [
      "the model cannot be opened",
      { ...parts({}).own, generator: () => Promise.reject(new ModelUnavailableError("There is no file.")) },
    ],
  ])("warns, and does not rephrase, if %s", async (_, own) => {
    const opened = await createRephraserOpener()(own);
    expect(opened.rephrase).toBeUndefined();
    expect(opened.warnings).toMatchObject([{ code: "not-rephrased" }]);
  });
});
