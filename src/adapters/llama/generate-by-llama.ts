import { defined, GenerationFailedError, type GenerationPart, type GenerationRequest } from "../../core/index.ts";
import type { ChatItem, LlamaChatOptions, LlamaLibrary, LlamaModel } from "./llama-library.ts";
import { streamParts } from "./stream-parts.ts";

interface LoadedModel {
  readonly library: LlamaLibrary;
  readonly model: LlamaModel;
  readonly id: string;
  readonly timeoutMs: number;
  readonly threads: number;
}

/** Estimated number of tokens that a chat template adds to one message. */
const TEMPLATE_TOKENS = 32;

type EndReason = Extract<GenerationPart, { readonly type: "end" }>["reason"];

const endReasons: Readonly<Record<string, EndReason>> = {
  eogToken: "stop",
  stopGenerationTrigger: "stop",
  customStopTrigger: "stop",
  maxTokens: "length",
};

/**
 * Generates one text in a new context, which is as large as the request needs.
 *
 * @throws {GenerationFailedError} if the request exceeds the model's context, takes too long, or llama.cpp fails
 */
export async function* generateByLlama(
  loadedModel: LoadedModel,
  request: GenerationRequest,
  signal: AbortSignal,
): AsyncGenerator<GenerationPart> {
  const { id, timeoutMs } = loadedModel;
  const contextSize = sizeContext(loadedModel, request);
  const timer = AbortSignal.timeout(timeoutMs);
  const run = (push: (part: GenerationPart) => void, stop: AbortSignal) =>
    runChat(loadedModel, request, contextSize, push, AbortSignal.any([signal, timer, stop]));

  try {
    yield* streamParts(run);
  } catch (error) {
    signal.throwIfAborted();
    if (timer.aborted) {
      throw new GenerationFailedError(`The language model ${id} took longer than ${timeoutMs / 1_000} seconds.`, {
        hint: "Set a longer answer.timeoutSeconds, a smaller answer.budgetTokens, or a smaller model.",
      });
    }
    // The cause is left out, because it may contain the prompt.
    throw new GenerationFailedError(
      `llama.cpp failed with the language model ${id} (${error instanceof Error ? error.name : typeof error}).`,
      { hint: "The memory may be too small: set a smaller answer.budgetTokens, or a smaller model." },
    );
  }
}

/**
 * Runs one request in a separate context.
 *
 * @param contextSize  size of the context in tokens
 */
async function runChat(
  { library, model, threads }: LoadedModel,
  request: GenerationRequest,
  contextSize: number,
  push: (part: GenerationPart) => void,
  signal: AbortSignal,
): Promise<void> {
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
    const usage = defined({
      inputTokens,
      outputTokens,
      reasoningTokens: reasoningTokens === 0 ? undefined : reasoningTokens,
    });
    push({ type: "end", reason: endReasons[metadata.stopReason] ?? "other", usage, warnings: [] });
  } finally {
    await context.dispose();
  }
}

/** Returns the chat so far. The library needs an empty turn of the model at its end. */
function historyOf({ system, messages }: GenerationRequest): readonly ChatItem[] {
  const turns = messages.map(
    ({ role, text }): ChatItem => (role === "user" ? { type: "user", text } : { type: "model", response: [text] }),
  );
  return [{ type: "system", text: system }, ...turns, { type: "model", response: [] }];
}

function samplingOf({ sampling = {} }: GenerationRequest) {
  const { temperature, topP, topK, seed, stop } = sampling;
  return defined({ temperature, topP, topK, seed, customStopTriggers: stop });
}

function sizeContext({ model, id }: LoadedModel, { system, messages, maxOutputTokens }: GenerationRequest): number {
  const texts = [system, ...messages.map(({ text }) => text), ""];
  const inputTokens = texts.reduce((sum, text) => sum + model.tokenize(text).length + TEMPLATE_TOKENS, 0);
  const contextSize = inputTokens + maxOutputTokens;
  if (contextSize <= model.trainContextSize) return contextSize;
  throw new GenerationFailedError(
    `The context of the language model ${id} has ${model.trainContextSize} tokens; this question needs ${inputTokens}, and ${maxOutputTokens} for the answer.`,
    { hint: "Set a smaller answer.budgetTokens or answer.maxOutputTokens." },
  );
}
