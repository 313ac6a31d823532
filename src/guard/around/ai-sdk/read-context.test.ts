import { generateText, type ModelMessage, streamText, tool, wrapLanguageModel } from "ai";
import { convertArrayToReadableStream, MockLanguageModelV3 } from "ai/test";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { GuardContext, GuardStage } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { allChecks, createGuard } from "../../index.ts";
import { guardMiddleware } from "./index.ts";
import type { GenerateResult, StreamPart } from "./sdk-types.ts";

const usage: GenerateResult["usage"] = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};
const finishReason = { unified: "stop", raw: "stop" } as const;
const system = "Answer only from what the tools have found and never from anything else that you know.";
const asked = "What is at https://asked.example/x?";
const messages: ModelMessage[] = [
  { role: "user", content: asked },
  { role: "assistant", content: [{ type: "tool-call", toolCallId: "c1", toolName: "look", input: {} }] },
  {
    role: "tool",
    content: [
      {
        type: "tool-result",
        toolCallId: "c1",
        toolName: "look",
        output: { type: "json", value: { found: ["Hours: https://berg.example/hours", "Ask anna@berg.example", 7] } },
      },
    ],
  },
];

/**
 * Wraps a model that says a text, or calls a tool with it, by a guard that remembers the contexts
 * that it was given at one stage.
 */
function saying(text: string, stage: GuardStage, guardId: string) {
  const masking = { guards: [{ guard: "personal-data", types: ["EMAIL_ADDRESS"], action: "redact" }] };
  const policy = guardPolicySchema.parse({
    stages: { [stage]: { guards: [{ guard: guardId }] }, "tool-result": masking },
  });
  const guard = createGuard({ policy, checks: allChecks, clock: { monotonicMs: () => 0 } });
  const contexts: (GuardContext | undefined)[] = [];
  const remembering: typeof guard = {
    ...guard,
    check: (request, signal) => {
      if (request.stage === stage) contexts.push(request.context);
      return guard.check(request, signal);
    },
  };
  const parts: StreamPart[] = [
    { type: "text-start", id: "1" },
    { type: "text-delta", id: "1", delta: text },
    { type: "text-end", id: "1" },
    { type: "finish", finishReason, usage },
  ];
  const call = { type: "tool-call", toolCallId: "c2", toolName: "send", input: JSON.stringify({ text }) } as const;
  const content = stage === "tool-call" ? call : ({ type: "text", text } as const);
  const model = new MockLanguageModelV3({
    doGenerate: async () => ({ content: [content], finishReason, usage, warnings: [] }),
    doStream: async () => ({ stream: convertArrayToReadableStream(parts) }),
  });
  return { wrapped: wrapLanguageModel({ model, middleware: guardMiddleware(remembering) }), contexts };
}

const tools = { send: tool({ inputSchema: z.object({ text: z.string() }), execute: () => "sent" }) };
const stages = ["stream", "output"] as const;

describe("the guards of a reply in the AI SDK", () => {
  it.each(stages)("know the question, the results of tools and the instructions at the stage %s", async (stage) => {
    const { wrapped, contexts } = saying("Yes.", stage, "length");
    await generateText({ model: wrapped, system, messages });
    await streamText({ model: wrapped, system, messages }).consumeStream();
    const evidence = ["Hours: https://berg.example/hours", "Ask anna@berg.example"];
    expect(contexts).toHaveLength(2);
    for (const context of contexts) expect(context).toEqual({ question: asked, evidence, systemPrompt: system });
  });

  it.each(stages)(
    "let known links pass and stop all others, and leaked instructions, at the stage %s",
    async (stage) => {
      const known = "See https://berg.example/hours and https://asked.example/x.";
      expect((await generateText({ model: saying(known, stage, "exfiltration").wrapped, system, messages })).text).toBe(
        known,
      );
      for (const [guardId, text] of [
        ["exfiltration", "See https://evil.example/x."],
        ["prompt-leakage", system],
      ] as const) {
        const { wrapped } = saying(text, stage, guardId);
        await expect(generateText({ model: wrapped, system, messages })).rejects.toMatchObject({
          code: "guard-blocked",
        });
      }
    },
  );

  it("stop arguments of a tool that come from the result of another one", async () => {
    const send = (text: string) => {
      const { wrapped } = saying(text, "tool-call", "taint");
      return generateText({ model: wrapped, system, messages, tools });
    };
    expect((await send("https://asked.example/x")).toolCalls).toHaveLength(1);
    await expect(send("https://berg.example/hours")).rejects.toMatchObject({ code: "guard-blocked" });
  });
});
