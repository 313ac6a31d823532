import { convertArrayToReadableStream, MockLanguageModelV3 } from "ai/test";
import { describe, expect, it } from "vitest";
import { type GenerationPart, type GenerationRequest, never } from "../../core/index.ts";
import { createTextGenerator } from "./create-text-generator.ts";

const elementSchema = {
  type: "object",
  properties: { text: { type: "string" } },
  required: ["text"],
  additionalProperties: false,
};
const request: GenerationRequest = {
  system: "s",
  messages: [{ role: "user", text: "q" }],
  maxOutputTokens: 9,
  elementSchema,
};
const usage = {
  inputTokens: { total: 3, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 2, text: undefined, reasoning: undefined },
};

/** Generates with a model that returns the pieces of a text one by one. An error among them breaks the text off. */
async function generate(pieces: readonly (string | Error)[]): Promise<readonly GenerationPart[]> {
  const deltas = pieces.map((piece) =>
    piece instanceof Error
      ? ({ type: "error", error: piece } as const)
      : ({ type: "text-delta", id: "1", delta: piece } as const),
  );
  const model = new MockLanguageModelV3({
    doStream: async () => ({
      stream: convertArrayToReadableStream([
        { type: "stream-start", warnings: [] } as const,
        { type: "text-start", id: "1" } as const,
        ...deltas,
        { type: "text-end", id: "1" } as const,
        { type: "finish", finishReason: { unified: "stop", raw: undefined }, usage } as const,
      ]),
    }),
  });
  const parts: GenerationPart[] = [];
  const generator = createTextGenerator({ id: "test:model", model, holdsSchema: true, timeoutMs: 60_000 });
  for await (const part of generator.generate(request, never)) parts.push(part);
  return parts;
}

describe("a text generator with a schema", () => {
  it("returns each element of the list as a value, and then the reason why the text ended", async () => {
    expect(await generate(['{"elements":[{"text":"A"},', '{"text":"B"}]}'])).toEqual([
      { type: "element", value: { text: "A" } },
      { type: "element", value: { text: "B" } },
      { type: "end", reason: "stop", usage: { inputTokens: 3, outputTokens: 2 }, warnings: [] },
    ]);
  });

  it("returns no element for an empty list", async () => {
    expect((await generate(['{"elements":[]}'])).map(({ type }) => type)).toEqual(["end"]);
  });

  it("fails with its error code when the text breaks off", async () => {
    await expect(generate(['{"elements":[{"text":"A"},', new Error("reset")])).rejects.toMatchObject({
      code: "generation-failed",
    });
  });

  it("returns a text that is not a list as malformed, before the end", async () => {
    expect(await generate(["I would rather ", "talk."])).toMatchObject([
      { type: "malformed", text: "I would rather talk." },
      { type: "end", reason: "stop", usage: { outputTokens: 2 } },
    ]);
  });
});
