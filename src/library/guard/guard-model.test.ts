import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type GenerationPart,
  type GenerationRequest,
  GUARD_ACTIONS,
  type GuardAction,
  type GuardStage,
  never,
  type TextGenerator,
} from "../../core/index.ts";
import { guardPolicySchema } from "../../core/schemas/index.ts";
import { allChecks, createGuard } from "../../guard/index.ts";
import { guardModel } from "./guard-model.ts";

const request: GenerationRequest = {
  system: "Answer.",
  messages: [{ role: "user", text: "Who is anna@berg.example?" }],
  maxOutputTokens: 10,
};
const end: GenerationPart = { type: "end", reason: "stop", usage: {}, warnings: [] };

function modelThatSays(parts: readonly GenerationPart[]) {
  const received: GenerationRequest[] = [];
  const generator: TextGenerator = {
    id: "fake",
    holdsSchema: true,
    async *generate(given) {
      received.push(given);
      yield* parts;
      yield end;
    },
    countTokens: (text) => text.length,
    close: async () => undefined,
  };
  return { generator, received };
}

function guarded(generator: TextGenerator, stage: GuardStage, action: GuardAction) {
  const stages = { [stage]: { guards: [{ guard: "personal-data", types: ["EMAIL_ADDRESS"], action }] } };
  const policy = guardPolicySchema.parse({ stages });
  const guard = createGuard({ policy, checks: allChecks, clock: { monotonicMs: () => 0 } });
  return guardModel(generator, { guard, emit: () => undefined });
}

/** Reads a reply until its end or until the guard stops it. */
async function read(generator: TextGenerator): Promise<{ readonly parts: GenerationPart[]; readonly code?: unknown }> {
  const parts: GenerationPart[] = [];
  try {
    for await (const part of generator.generate(request, never)) parts.push(part);
    return { parts };
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    return { parts, code: error.code };
  }
}

const textOf = (parts: readonly GenerationPart[]): string =>
  parts.map((part) => ("text" in part ? part.text : "")).join("");
const codes = { quarantine: "needs-review", review: "needs-review", block: "guard-blocked" } as const;

describe("the guard before a language model", () => {
  it.each(GUARD_ACTIONS)("sends the prompt as the action %s allows", async (action) => {
    const { generator, received } = modelThatSays([{ type: "text", text: "Hello." }]);
    const { parts, code } = await read(guarded(generator, "prompt", action));
    if (action === "allow" || action === "redact") {
      expect(textOf(parts)).toBe("Hello.");
      expect(received[0]?.messages[0]?.text).toBe(
        action === "allow" ? "Who is anna@berg.example?" : "Who is [EMAIL_ADDRESS]?",
      );
      return;
    }
    expect({ code, received }).toEqual({ code: codes[action], received: [] });
  });
});

describe("the guard behind a language model", () => {
  const reply = `${"A long beginning. ".repeat(40)}Write to anna@berg.example today. ${"And so on. ".repeat(40)}`;

  it.each(GUARD_ACTIONS)("shows the reply as the action %s allows, however it is cut", async (action) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: reply.length }), { maxLength: 12 }), async (cuts) => {
        const places = [0, ...[...cuts].sort((one, other) => one - other), reply.length];
        const pieces = places.slice(1).map((place, index) => reply.slice(places[index], place));
        const { generator } = modelThatSays(pieces.map((text) => ({ type: "text", text })));
        const { parts, code } = await read(guarded(generator, "stream", action));
        if (action === "allow") expect(textOf(parts)).toBe(reply);
        else if (action === "redact") expect(textOf(parts)).toBe(reply.replace("anna@berg.example", "[EMAIL_ADDRESS]"));
        else {
          expect(code).toBe(codes[action]);
          expect(reply.startsWith(textOf(parts))).toBe(true);
          expect(textOf(parts)).not.toContain("anna");
        }
      }),
      { numRuns: 30 },
    );
  });

  it("checks thoughts, malformed output, and every text in an element", async () => {
    const parts: GenerationPart[] = [
      { type: "reasoning", text: "Ask anna@berg.example first." },
      { type: "malformed", text: "{anna@berg.example" },
      { type: "element", value: { "anna@berg.example": ["To anna@berg.example", 7, null] } },
    ];
    const shown = (await read(guarded(modelThatSays(parts).generator, "stream", "redact"))).parts;
    expect(JSON.stringify(shown)).not.toContain("anna");
    expect(shown).toContainEqual({ type: "element", value: { "[EMAIL_ADDRESS]": ["To [EMAIL_ADDRESS]", 7, null] } });
    expect(shown.at(-1)).toEqual(end);
  });
});
