import { generateText, stepCountIs, streamText, tool, wrapLanguageModel } from "ai";
import { convertArrayToReadableStream, MockLanguageModelV3 } from "ai/test";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { GuardAction, GuardStage } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { allChecks, createGuard, createVault } from "../../index.ts";
import { guardMiddleware } from "./index.ts";
import type { Content, GenerateResult, StreamPart } from "./sdk-types.ts";

const usage: GenerateResult["usage"] = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};
const finishReason = { unified: "stop", raw: "stop" } as const;
const finish: StreamPart = { type: "finish", finishReason, usage };
const EMAIL = "anna@berg.example";

/** Content of a whole reply, and parts of a streamed one. */
interface Reply {
  readonly content?: Content[];
  readonly parts?: readonly StreamPart[];
}

/** Wraps a model that says given parts by a guard that finds e-mail addresses at one stage. */
function guarded(stage: GuardStage, action: GuardAction, said: Reply) {
  const policy = guardPolicySchema.parse({
    stages: { [stage]: { guards: [{ guard: "personal-data", types: ["EMAIL_ADDRESS"], action }] } },
  });
  const guard = createGuard({ policy, checks: allChecks, clock: { monotonicMs: () => 0 } });
  const model = new MockLanguageModelV3({
    doGenerate: async () => ({
      content: said.content ?? [],
      finishReason,
      usage,
      warnings: [],
      response: { id: "r1", body: { raw: `To ${EMAIL}` } },
    }),
    doStream: async () => ({ stream: convertArrayToReadableStream([...(said.parts ?? []), finish]) }),
  });
  return { model, wrapped: wrapLanguageModel({ model, middleware: guardMiddleware(guard, { holdBack: 64 }) }) };
}

const textParts = (pieces: readonly string[]): StreamPart[] => [
  { type: "text-start", id: "1" },
  ...pieces.map((delta): StreamPart => ({ type: "text-delta", id: "1", delta })),
  { type: "text-end", id: "1" },
];

async function readStream(model: Parameters<typeof streamText>[0]["model"]) {
  const errors: unknown[] = [];
  const result = streamText({ model, prompt: "Who?", onError: ({ error }) => void errors.push(error) });
  let text = "";
  for await (const piece of result.textStream) text += piece;
  return { text, errors };
}

const reply = `${"A long beginning. ".repeat(20)}Write to ${EMAIL} today. ${"And so on. ".repeat(20)}`;

describe("the guard of a model of the AI SDK", () => {
  it("checks each text of the prompt before the model receives it", async () => {
    const said = { content: [{ type: "text", text: "Yes." }] satisfies Content[] };
    const { model, wrapped } = guarded("prompt", "redact", said);
    await generateText({ model: wrapped, system: `Ask ${EMAIL}.`, prompt: `Who is ${EMAIL}?` });
    const prompt = JSON.stringify(model.doGenerateCalls[0]?.prompt);
    expect(prompt).toContain("Who is [EMAIL_ADDRESS_1]?");
    expect(prompt).toContain("Ask [EMAIL_ADDRESS_1].");
    expect(prompt).not.toContain(EMAIL);

    const blocked = guarded("prompt", "block", said);
    await expect(generateText({ model: blocked.wrapped, prompt: `Who is ${EMAIL}?` })).rejects.toMatchObject({
      code: "guard-blocked",
    });
    expect(blocked.model.doGenerateCalls).toHaveLength(0);
  });

  it("checks the results of tools in the prompt, and leaves files as they are", async () => {
    const { model, wrapped } = guarded("tool-result", "redact", { content: [{ type: "text", text: "Yes." }] });
    await generateText({
      model: wrapped,
      messages: [
        { role: "user", content: "Look." },
        { role: "assistant", content: [{ type: "tool-call", toolCallId: "c1", toolName: "look", input: {} }] },
        toolMessage({ type: "json", value: { found: [`To ${EMAIL}`, 7] } }),
        { role: "assistant", content: [{ type: "tool-call", toolCallId: "c1", toolName: "look", input: {} }] },
        toolMessage({
          type: "content",
          value: [
            { type: "text", text: `To ${EMAIL}` },
            { type: "file-data", data: "QUJD", mediaType: "image/png" },
          ],
        }),
      ],
    });
    const prompt = JSON.stringify(model.doGenerateCalls[0]?.prompt);
    expect(prompt).toContain('{"found":["To [EMAIL_ADDRESS_1]",7]}');
    expect(prompt).toContain('"text":"To [EMAIL_ADDRESS_1]"');
    expect(prompt).toContain("QUJD");
    expect(prompt).not.toContain(EMAIL);
  });

  it.each(["stream", "output"] as const)("redacts and stops a whole reply at the stage %s", async (stage) => {
    const content: Content[] = [
      { type: "reasoning", text: `Ask ${EMAIL} first.` },
      { type: "text", text: reply },
    ];
    const result = await generateText({ model: guarded(stage, "redact", { content }).wrapped, prompt: "Who?" });
    expect(result.text).toBe(reply.replace(EMAIL, "[EMAIL_ADDRESS]"));
    expect(result.reasoningText).toBe("Ask [EMAIL_ADDRESS] first.");
    expect(JSON.stringify(result.response.body ?? null)).not.toContain(EMAIL);
    const codes = { block: "guard-blocked", review: "needs-review", quarantine: "needs-review" };
    for (const [action, code] of Object.entries(codes))
      await expect(
        generateText({ model: guarded(stage, action as GuardAction, { content }).wrapped, prompt: "Who?" }),
      ).rejects.toMatchObject({ code });
  });

  it.each(["stream", "output"] as const)(
    "shows no character of a streamed reply that the stage %s forbids, however it is cut",
    async (stage) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat({ max: reply.length }), { maxLength: 10 }), async (cuts) => {
          const places = [0, ...[...cuts].sort((left, right) => left - right), reply.length];
          const parts = textParts(places.slice(1).map((place, index) => reply.slice(places[index], place)));
          const redacted = await readStream(guarded(stage, "redact", { parts }).wrapped);
          expect(redacted).toEqual({ text: reply.replace(EMAIL, "[EMAIL_ADDRESS]"), errors: [] });
          const blocked = await readStream(guarded(stage, "block", { parts }).wrapped);
          expect(reply.startsWith(blocked.text)).toBe(true);
          expect(blocked.text).not.toContain("anna");
          expect(blocked.errors).toMatchObject([{ code: "guard-blocked" }]);
          // A text that has to pass the stage `output` is shown after its end only.
          if (stage === "output") expect(blocked.text).toBe("");
        }),
        { numRuns: 15 },
      );
    },
  );

  it("shows a streamed reply as it is if nothing is found", async () => {
    const parts = textParts(["Hel", "lo", "", " there."]);
    for (const stage of ["stream", "output", "input"] as const)
      expect(await readStream(guarded(stage, "block", { parts }).wrapped)).toEqual({
        text: "Hello there.",
        errors: [],
      });
  });

  it.each([
    ["redact", [{ to: "[EMAIL_ADDRESS]" }], 0],
    ["block", [], 1],
  ] as const)(
    "checks the arguments of a tool before any is shown or used, for the action %s",
    async (action, used, errors) => {
      const input = JSON.stringify({ to: EMAIL });
      const parts: StreamPart[] = [
        { type: "tool-input-start", id: "c1", toolName: "send" },
        { type: "tool-input-delta", id: "c1", delta: input.slice(0, 12) },
        { type: "tool-input-delta", id: "c1", delta: input.slice(12) },
        { type: "tool-input-end", id: "c1" },
        { type: "tool-call", toolCallId: "c1", toolName: "send", input },
        { type: "raw", rawValue: input },
      ];
      const sent: unknown[] = [];
      const inputSchema = z.object({ to: z.string() });
      const send = tool({ inputSchema, execute: async (given) => void sent.push(given) });
      const { wrapped: model } = guarded("tool-call", action, { parts });
      const failed: unknown[] = [];
      const onError = ({ error }: { readonly error: unknown }) => void failed.push(error);
      const result = streamText({ model, prompt: "Send it.", tools: { send }, includeRawChunks: true, onError });
      const seen: unknown[] = [];
      for await (const part of result.fullStream) seen.push(part);
      expect(JSON.stringify(seen)).not.toContain("berg");
      expect(sent).toEqual(used);
      expect(failed).toHaveLength(errors);
    },
  );

  it("takes no hold-back below 1", () => {
    const guard = createGuard({ policy: guardPolicySchema.parse({}), checks: [], clock: { monotonicMs: () => 0 } });
    expect(() => guardMiddleware(guard, { holdBack: 0 })).toThrow("at least 1");
  });
});

type ToolMessage = Extract<NonNullable<Parameters<typeof generateText>[0]["messages"]>[number], { role: "tool" }>;
type ToolResultPart = Extract<ToolMessage["content"][number], { type: "tool-result" }>;

function toolMessage(output: ToolResultPart["output"]): ToolMessage {
  return { role: "tool", content: [{ type: "tool-result", toolCallId: "c1", toolName: "look", output }] };
}

describe("what the prompt of a model of the AI SDK redacts", () => {
  const MAX = "max@cole.example";
  const policy = guardPolicySchema.parse({
    stages: Object.fromEntries(
      ["prompt", "tool-result"].map((stage) => [
        stage,
        { guards: [{ guard: "personal-data", types: ["EMAIL_ADDRESS"], action: "redact" }] },
      ]),
    ),
  });
  const guard = createGuard({ policy, checks: allChecks, clock: { monotonicMs: () => 0 } });

  /** A model that calls a tool first, and then answers. */
  function modelWithTool() {
    const call = { type: "tool-call", toolCallId: "c1", toolName: "mail" } as const;
    const first: Content[] = [{ ...call, input: JSON.stringify({ to: "[EMAIL_ADDRESS_1]" }) }];
    const second: Content[] = [{ type: "text", text: "[EMAIL_ADDRESS_1] got it, [EMAIL_ADDRESS_2] did not." }];
    return new MockLanguageModelV3({
      doGenerate: [first, second].map((content) => ({ content, finishReason, usage, warnings: [] })),
    });
  }

  it("is restored in the arguments of tools and in the reply, and the results of tools are masked alike", async () => {
    const model = modelWithTool();
    const received: unknown[] = [];
    const mail = tool({
      inputSchema: z.object({ to: z.string() }),
      execute: async ({ to }) => {
        received.push(to);
        return `Sent to ${to}, but not to ${MAX}.`;
      },
    });
    const { text } = await generateText({
      model: wrapLanguageModel({ model, middleware: guardMiddleware(guard) }),
      prompt: `Write to ${EMAIL}.`,
      tools: { mail },
      stopWhen: stepCountIs(2),
    });
    expect(received).toEqual([EMAIL]);
    expect(text).toBe(`${EMAIL} got it, ${MAX} did not.`);
    const sent = JSON.stringify(model.doGenerateCalls.map(({ prompt }) => prompt));
    expect(sent).toContain("Sent to [EMAIL_ADDRESS_1], but not to [EMAIL_ADDRESS_2].");
    expect(sent).not.toContain("@");
  });

  it("is restored in a streamed reply, however it is cut", async () => {
    const said = "Write to [EMAIL_ADDRESS_1] and [EMAIL_ADDRESS_2].";
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: said.length }), { maxLength: 6 }), async (cuts) => {
        const places = [0, ...[...cuts].sort((one, other) => one - other), said.length];
        const parts = textParts(places.slice(1).map((place, index) => said.slice(places[index], place)));
        const model = new MockLanguageModelV3({
          doStream: async () => ({ stream: convertArrayToReadableStream([...parts, finish]) }),
        });
        const wrapped = wrapLanguageModel({ model, middleware: guardMiddleware(guard) });
        let text = "";
        for await (const piece of streamText({ model: wrapped, prompt: `Who is ${EMAIL}?` }).textStream) text += piece;
        expect(text).toBe(`Write to ${EMAIL} and [EMAIL_ADDRESS_2].`);
      }),
      { numRuns: 30 },
    );
  });

  it("is never restored in the reply of another call, unless both share a vault", async () => {
    const ask = async (middleware: ReturnType<typeof guardMiddleware>) => {
      const content: Content[] = [{ type: "text", text: "It is [EMAIL_ADDRESS_1]." }];
      const model = new MockLanguageModelV3({ doGenerate: { content, finishReason, usage, warnings: [] } });
      const wrapped = wrapLanguageModel({ model, middleware });
      await generateText({ model: wrapped, prompt: `Who is ${EMAIL}?` });
      return (await generateText({ model: wrapped, prompt: "Who was that?" })).text;
    };
    expect(await ask(guardMiddleware(guard))).toBe("It is [EMAIL_ADDRESS_1].");
    expect(await ask(guardMiddleware(guard, { vault: createVault() }))).toBe(`It is ${EMAIL}.`);
  });
});
