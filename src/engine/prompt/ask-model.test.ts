import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GenerationPart, type GenerationRequest, never } from "../../core/index.ts";
import { askModel } from "./ask-model.ts";
import { removeMarks } from "./remove-marks.ts";

const marks = { line: "7k>" };
const request: GenerationRequest = { system: "", messages: [], maxOutputTokens: 1 };
const marked: GenerationRequest = { ...request, source: { question: "", evidence: [], canaries: [], marks } };
const end: GenerationPart = { type: "end", reason: "stop", usage: {}, warnings: [] };

async function reply(parts: readonly GenerationPart[], asked = marked): Promise<readonly GenerationPart[]> {
  const received: GenerationPart[] = [];
  const generator = {
    async *generate() {
      yield* parts;
      yield end;
    },
  };
  for await (const part of askModel(generator, asked, never)) received.push(part);
  return received;
}

/** Joins neighbouring parts of the same type. */
function joined(parts: readonly GenerationPart[], type: GenerationPart["type"]): string {
  return parts.map((part) => (part.type === type && "text" in part ? part.text : "")).join("");
}

describe("the reply of a model to a prompt with marks", () => {
  const text = fc.constantFrom("7", "k", ">", "7k>", " ", "word", "7k");
  const part = fc.record({ type: fc.constantFrom("text", "malformed"), text });

  it("has no marks, in any of its texts, and loses nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 20 }), async (parts) => {
        const received = await reply(parts);
        for (const type of ["text", "malformed"] as const)
          expect(joined(received, type)).toBe(removeMarks(joined(parts, type), marks));
        expect(received.at(-1)).toEqual(end);
      }),
    );
  });

  it("passes on each piece of hidden reasoning before the next part", async () => {
    const thought: GenerationPart = { type: "reasoning", text: "Let me see: 7" };
    const value = { "7k> text": ["7k> A key", 7, null] };
    expect(await reply([thought, { type: "text", text: "A" }, thought, { type: "element", value }])).toEqual([
      { type: "reasoning", text: "Let me see: " },
      { type: "reasoning", text: "7" },
      { type: "text", text: "A" },
      { type: "reasoning", text: "Let me see: " },
      { type: "reasoning", text: "7" },
      { type: "element", value: { text: ["A key", 7, null] } },
      end,
    ]);
  });

  it("stays as it is if nothing was marked", async () => {
    const parts: readonly GenerationPart[] = [{ type: "text", text: "7k> A" }];
    expect(await reply(parts, request)).toEqual([...parts, end]);
  });
});
