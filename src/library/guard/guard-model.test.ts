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
import { guardModel, type Masks } from "./guard-model.ts";

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
  return guardedAt(generator, { [stage]: action });
}

function guardedAt(
  generator: TextGenerator,
  actions: Readonly<Partial<Record<GuardStage, GuardAction>>>,
  masks?: Masks,
) {
  const stages = Object.fromEntries(
    Object.entries(actions).map(([stage, action]) => [
      stage,
      { guards: [{ guard: "personal-data", types: ["EMAIL_ADDRESS"], action }] },
    ]),
  );
  const policy = guardPolicySchema.parse({ stages });
  const guard = createGuard({ policy, checks: allChecks, clock: { monotonicMs: () => 0 } });
  return guardModel(generator, { guard, emit: () => undefined }, masks);
}

/** Reads a reply until its end or until the guard stops it. */
async function read(
  generator: TextGenerator,
  asked = request,
): Promise<{ readonly parts: GenerationPart[]; readonly code?: unknown }> {
  const parts: GenerationPart[] = [];
  try {
    for await (const part of generator.generate(asked, never)) parts.push(part);
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
        action === "allow" ? "Who is anna@berg.example?" : "Who is [EMAIL_ADDRESS_1]?",
      );
      return;
    }
    expect({ code, received }).toEqual({ code: codes[action], received: [] });
  });
});

describe("what a prompt redacts", () => {
  const ask = (text: string): GenerationRequest => ({ ...request, messages: [{ role: "user", text }] });
  const saying = "To [EMAIL_ADDRESS_2] first, then to [EMAIL_ADDRESS_1]; [EMAIL_ADDRESS_3] and [NOTE] are unknown.";
  const meant = "To max@cole.example first, then to anna@berg.example; [EMAIL_ADDRESS_3] and [NOTE] are unknown.";
  const people = ask("Who are anna@berg.example, max@cole.example and ANNA@berg.example?");

  it("is masked, and restored in the reply, however that is cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: saying.length }), { maxLength: 12 }), async (cuts) => {
        const places = [0, ...[...cuts].sort((one, other) => one - other), saying.length];
        const pieces = places.slice(1).map((place, index) => saying.slice(places[index], place));
        const { generator, received } = modelThatSays(pieces.map((text) => ({ type: "text", text })));
        const { parts } = await read(guardedAt(generator, { prompt: "redact" }), people);
        expect(received[0]?.messages[0]?.text).toBe(
          "Who are [EMAIL_ADDRESS_1], [EMAIL_ADDRESS_2] and [EMAIL_ADDRESS_1]?",
        );
        expect(textOf(parts)).toBe(meant);
        expect(parts.at(-1)).toEqual(end);
      }),
      { numRuns: 50 },
    );
  });

  it("is restored in hidden reasoning, in malformed output and in elements", async () => {
    const { generator } = modelThatSays([
      { type: "reasoning", text: "Think of [EMAIL_ADDRESS_1" },
      { type: "reasoning", text: "]." },
      { type: "malformed", text: "{[EMAIL_ADDRESS_1]" },
      { type: "element", value: { to: ["[EMAIL_ADDRESS_2]", 7] } },
    ]);
    const { parts } = await read(guardedAt(generator, { prompt: "redact" }), people);
    expect(parts.flatMap((part) => (part.type === "reasoning" ? [part.text] : [])).join("")).toBe(
      "Think of anna@berg.example.",
    );
    expect(parts).toContainEqual({ type: "malformed", text: "{anna@berg.example" });
    expect(parts).toContainEqual({ type: "element", value: { to: ["max@cole.example", 7] } });
  });

  it("passes the stage `stream` before anyone reads it", async () => {
    const { generator } = modelThatSays([{ type: "text", text: saying }]);
    const { parts } = await read(guardedAt(generator, { prompt: "redact", stream: "redact" }), people);
    expect(textOf(parts)).not.toMatch(/anna|max/);
    const stopped = await read(guardedAt(generator, { prompt: "redact", stream: "block" }), people);
    expect(stopped.code).toBe("guard-blocked");
  });

  it("has the same token in each prompt of a conversation, and is restored only where it was masked", async () => {
    const masks: Masks = { stored: { salt: "a", tokens: [] } };
    const { generator, received } = modelThatSays([{ type: "text", text: "[EMAIL_ADDRESS_1] or [EMAIL_ADDRESS_2]?" }]);
    const model = guardedAt(generator, { prompt: "redact" }, masks);
    await read(model, people);
    const { parts } = await read(model, ask("And max@cole.example?"));
    expect(received[1]?.messages[0]?.text).toBe("And [EMAIL_ADDRESS_2]?");
    expect(textOf(parts)).toBe("[EMAIL_ADDRESS_1] or max@cole.example?");
    const later = guardedAt(generator, { prompt: "redact" }, { stored: masks.ledger?.stored() ?? masks.stored });
    await read(later, ask("Eve is eve@x.example, Max is max@cole.example."));
    expect(received[2]?.messages[0]?.text).toBe("Eve is [EMAIL_ADDRESS_3], Max is [EMAIL_ADDRESS_2].");
  });
});

describe("the guard of a language model", () => {
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

  it("checks hidden reasoning, malformed output, and every text in an element", async () => {
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
