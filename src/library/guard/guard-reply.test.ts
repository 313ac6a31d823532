import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GenerationPart, type GenerationRequest, type GuardContext, never } from "../../core/index.ts";
import { guardPolicySchema } from "../../core/schemas/index.ts";
import { allChecks, createGuard } from "../../guard/index.ts";
import { guardModel } from "./guard-model.ts";

const canary = "fence_0mf2k3h4j5q7r8s9t0v1w2x3";
const link = "https://berg.example/hours";
const foreignLink = "https://evil.example/steal";
const system = "Answer only from the numbered passages and never from anything else that you may know.";
const request: GenerationRequest = {
  system,
  messages: [{ role: "user", text: `m1> Hours: ${link}` }],
  maxOutputTokens: 10,
  source: {
    question: "What is at https://asked.example/x?",
    evidence: [`Hours: ${link}`],
    canaries: [canary],
    marks: { line: "m1>", word: "ˆ" },
  },
};

interface ShowOptions {
  /** Action of the policy. Default: `block`. */
  readonly action?: "redact";
  /** Places where the text is cut into pieces. */
  readonly places?: readonly number[];
}

/** Lets a model say a text in pieces, under a guard of the stage `stream`. Returns what is shown and how it ended. */
async function show(text: string, guardId: string, options: ShowOptions = {}) {
  const { action, places = [] } = options;
  const policy = guardPolicySchema.parse({ stages: { stream: { guards: [{ guard: guardId, action }] } } });
  const guard = createGuard({ policy, checks: allChecks, clock: { monotonicMs: () => 0 } });
  const contexts: (GuardContext | undefined)[] = [];
  const listening: typeof guard = {
    ...guard,
    check: (checked, signal) => {
      contexts.push(checked.context);
      return guard.check(checked, signal);
    },
  };
  const cuts = [0, ...places.map((place) => place % text.length).sort((one, other) => one - other), text.length];
  const generator = guardModel(
    {
      id: "fake",
      holdsSchema: false,
      async *generate(): AsyncGenerator<GenerationPart> {
        for (const [index, cut] of cuts.slice(1).entries()) yield { type: "text", text: text.slice(cuts[index], cut) };
        yield { type: "end", reason: "stop", usage: {}, warnings: [] };
      },
      countTokens: (counted) => counted.length,
      close: async () => undefined,
    },
    { guard: listening, emit: () => undefined },
  );
  let shown = "";
  try {
    for await (const part of generator.generate(request, never)) if (part.type === "text") shown += part.text;
    return { shown, code: undefined, contexts };
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    return { shown, code: error.code, contexts };
  }
}

const places = fc.array(fc.nat(), { maxLength: 8 });
const long = "The clinic is open every day. ".repeat(30);

describe("the guards of a reply that streams", () => {
  it("know the question, the evidence, the instructions and the planted word, in every window", async () => {
    const { contexts } = await show(long, "length");
    expect(contexts.length).toBeGreaterThan(2);
    const { question, evidence, canaries } = request.source ?? {};
    for (const context of contexts) expect(context).toEqual({ systemPrompt: system, question, evidence, canaries });
  });

  it.each([
    ["a link that is not in the evidence", "exfiltration", foreignLink],
    ["the planted word", "canary", canary],
    ["the planted word in capital letters", "canary", canary.toUpperCase()],
    ["the instructions", "prompt-leakage", system],
  ])("stop %s before any of it is shown, however it is cut", async (_, guardId, secret) => {
    await fc.assert(
      fc.asyncProperty(places, async (cuts) => {
        const { shown, code } = await show(`${long}See ${secret} for more. ${long}`, guardId, { places: cuts });
        expect(code).toBe("guard-blocked");
        expect(long.startsWith(shown)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it("let pass what the evidence or the question says", async () => {
    for (const known of [link, "https://asked.example/x"]) {
      const text = `${long}See ${known} for more. ${long}`;
      expect(await show(text, "exfiltration", { places: [3, 950] })).toMatchObject({ shown: text, code: undefined });
    }
  });

  it("redact only what the evidence does not have", async () => {
    const { shown } = await show(`See ${link} and ${foreignLink} now.`, "exfiltration", { action: "redact" });
    expect(shown).toBe(`See ${link} and [EXTERNAL_LINK] now.`);
  });

  it("read the reply without the marks of its prompt, which could hide a number", async () => {
    await fc.assert(
      fc.asyncProperty(places, async (cuts) => {
        const card = "Pay with 4111 m1> 1111ˆ1111 m1>1111 today.";
        const { shown } = await show(card, "personal-data", { action: "redact", places: cuts });
        expect(shown).toBe("Pay with [CREDIT_CARD] today.");
      }),
      { numRuns: 15 },
    );
  });
});
