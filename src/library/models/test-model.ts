import type { GenerationUsage } from "../../core/index.ts";
import { type GenerationPart, InvalidSettingsError } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";

/** Reply of a language model to one short question, with its timing. */
export interface ModelTest {
  readonly model: string;
  readonly question: string;
  readonly said: string;
  /** Time until the first part of text or hidden reasoning; absent if there was none. */
  readonly firstTokenMs?: number;
  readonly totalMs: number;
  /**
   * Time until the model was ready, before the question was sent. It includes reading a file, but no call of a service.
   */
  readonly openedMs: number;
  readonly usage: GenerationUsage;
  readonly reason: "stop" | "length" | "filtered" | "other";
}

const QUESTION = "What is the capital of France? Answer in one word.";

export async function testModel({ parts }: CallContext, options: StopOptions = {}): Promise<ModelTest> {
  const signal = signalOf(options);
  const { settings, clock } = parts;
  if (settings.answer.model === "extractive") {
    throw new InvalidSettingsError("There is no language model to test: answer.model is extractive.", {
      hint: "Name one, as in `lydian models test ollama:qwen3`, or set answer.model.",
    });
  }
  const askedMs = clock.monotonicMs();
  const generator = await parts.generator();
  const { maxOutputTokens } = settings.answer;
  const startedMs = clock.monotonicMs();
  const said: string[] = [];
  let first: { readonly firstTokenMs?: number } = {};
  let end: Pick<Extract<GenerationPart, { readonly type: "end" }>, "usage" | "reason"> = { usage: {}, reason: "other" };
  const request = {
    system: "You answer in as few words as possible.",
    messages: [{ role: "user", text: QUESTION }],
    maxOutputTokens,
  } as const;
  for await (const part of generator.generate(request, signal)) {
    if (part.type === "end") end = { usage: part.usage, reason: part.reason };
    else first = { firstTokenMs: first.firstTokenMs ?? clock.monotonicMs() - startedMs };
    if (part.type === "text") said.push(part.text);
  }
  return {
    model: generator.id,
    question: QUESTION,
    said: said.join("").trim(),
    ...first,
    openedMs: startedMs - askedMs,
    totalMs: clock.monotonicMs() - startedMs,
    ...end,
  };
}
