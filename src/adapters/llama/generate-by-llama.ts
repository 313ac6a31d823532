import { defined, GenerationFailedError, type GenerationPart, type GenerationRequest } from "../../core/index.ts";
import type { ChatItem, LlamaChatOptions, LlamaLibrary, LlamaModel } from "./llama-library.ts";
import { streamParts } from "./stream-parts.ts";

interface Running {
  readonly library: LlamaLibrary;
  readonly model: LlamaModel;
  readonly id: string;
  readonly timeoutMs: number;
  readonly threads: number;
}

/** What a chat template adds to one message. */
const TEMPLATE_TOKENS = 32;

type EndReason = Extract<GenerationPart, { readonly type: "end" }>["reason"];

const endReasons: Readonly<Record<string, EndReason>> = {
  eogToken: "stop",
  stopGenerationTrigger: "stop",
  customStopTrigger: "stop",
  maxTokens: "length",
};

/**
 * Writes one text in a context of its own, which is as large as this request needs.
 *
 * @throws {GenerationFailedError} if it is more than the model can read, if it takes too long, or if llama.cpp fails
 */
export async function* generateByLlama(
  running: Running,
  request: GenerationRequest,
  signal: AbortSignal,
): AsyncGenerator<GenerationPart> {
  const { id, timeoutMs } = running;
  const contextSize = sizeContext(running, request);
  const timer = AbortSignal.timeout(timeoutMs);
  const run = (push: (part: GenerationPart) => void, stop: AbortSignal) =>
    runChat(running, { request, contextSize, push }, AbortSignal.any([signal, timer, stop]));
  try {
    yield* streamParts(run);
  } catch (error) {
    signal.throwIfAborted();
    if (timer.aborted) {
      throw new GenerationFailedError(`The language model ${id} took longer than ${timeoutMs / 1_000} seconds.`, {
        hint: "Set a longer answer.timeoutSeconds, a smaller answer.budgetTokens, or a smaller model.",
      });
    }
    // The cause may hold the prompt.
    throw new GenerationFailedError(
      `llama.cpp failed with the language model ${id} (${error instanceof Error ? error.name : typeof error}).`,
      { hint: "There may be too little memory: set a smaller answer.budgetTokens, or a smaller model." },
    );
  }
}

async function runChat(
  { library, model, threads }: Running,
  work: {
    readonly request: GenerationRequest;
    readonly contextSize: number;
    push(part: GenerationPart): void;
  },
  signal: AbortSignal,
): Promise<void> {
  const { request, contextSize, push } = work;
  const context = await model.createContext({ contextSize, threads });
  try {
    const contextSequence = context.getSequence();
    let reasoningTokens = 0;
    const options: LlamaChatOptions = {
      ...samplingOf(request),
      signal,
      maxTokens: request.maxOutputTokens,
      onResponseChunk({ segmentType, text, tokens }) {
        if (segmentType !== undefined) reasoningTokens += tokens.length;
        if (text !== "") push({ type: segmentType === undefined ? "text" : "reasoning", text });
      },
    };
    const chat = new library.LlamaChat({ contextSequence });
    const { metadata } = await chat.generateResponse(historyOf(request), options);
    const { usedInputTokens: inputTokens, usedOutputTokens: outputTokens } = contextSequence.tokenMeter;
    const usage = { inputTokens, outputTokens, ...(reasoningTokens === 0 ? {} : { reasoningTokens }) };
    push({ type: "end", reason: endReasons[metadata.stopReason] ?? "other", usage, warnings: [] });
  } finally {
    await context.dispose();
  }
}

/** The model speaks last, and has said nothing yet. */
function historyOf({ system, messages }: GenerationRequest): readonly ChatItem[] {
  const said = messages.map(
    ({ role, text }): ChatItem => (role === "user" ? { type: "user", text } : { type: "model", response: [text] }),
  );
  return [{ type: "system", text: system }, ...said, { type: "model", response: [] }];
}

function samplingOf({ sampling = {} }: GenerationRequest) {
  const { temperature, topP, topK, seed, stop } = sampling;
  return defined({ temperature, topP, topK, seed, customStopTriggers: stop });
}

function sizeContext({ model, id }: Running, { system, messages, maxOutputTokens }: GenerationRequest): number {
  const texts = [system, ...messages.map(({ text }) => text), ""];
  const read = texts.reduce((sum, text) => sum + model.tokenize(text).length + TEMPLATE_TOKENS, 0);
  const needed = read + maxOutputTokens;
  if (needed <= model.trainContextSize) return needed;
  throw new GenerationFailedError(
    `The language model ${id} holds ${model.trainContextSize} tokens; this question needs ${read} and ${maxOutputTokens} for the answer.`,
    { hint: "Set a smaller answer.budgetTokens or answer.maxOutputTokens." },
  );
}
