import {
  jsonSchema,
  type LanguageModel,
  type LanguageModelUsage,
  NoObjectGeneratedError,
  Output,
  streamText,
} from "ai";
import {
  append,
  defined,
  estimateTokens,
  GenerationFailedError,
  type GenerationPart,
  type GenerationRequest,
  type GenerationUsage,
  type TextGenerator,
  type Warning,
} from "../../core/index.ts";
import { describeGenerationFailure } from "./describe-service-failure.ts";

export interface TextGeneratorOptions {
  /** Name for people, e.g. `openai:gpt-5-mini`. */
  readonly id: string;
  readonly model: LanguageModel;
  /** True if the provider enforces a JSON Schema. */
  readonly holdsSchema: boolean;
  /** Maximum time for one text, from the request to the last token. */
  readonly timeoutMs: number;
}

/** Warning of the AI SDK. */
interface SdkWarning {
  readonly type: string;
  readonly feature?: string;
}

type EndReason = Extract<GenerationPart, { readonly type: "end" }>["reason"];

const endReasons: Readonly<Record<string, EndReason>> = {
  stop: "stop",
  length: "length",
  "content-filter": "filtered",
};

/**
 * Creates a text generator from any language model of the AI SDK. Its texts are streams of parts. The SDK retries a
 * request that fails before the first part.
 */
export function createTextGenerator(options: TextGeneratorOptions): TextGenerator {
  const { id, holdsSchema } = options;
  return {
    id,
    holdsSchema,
    generate: (request, signal) => generate(options, request, signal),
    countTokens: estimateTokens,
    close: async () => undefined,
  };
}

async function* generate(
  { id, model, timeoutMs }: TextGeneratorOptions,
  request: GenerationRequest,
  signal: AbortSignal,
): AsyncGenerator<GenerationPart> {
  signal.throwIfAborted();
  const { elementSchema } = request;
  const timer = AbortSignal.timeout(timeoutMs);
  // Errors are thrown from the stream. Without this callback the SDK would also print them.
  const onError = () => undefined;
  const call = { ...callOf(request), model, abortSignal: AbortSignal.any([signal, timer]), onError };

  try {
    if (elementSchema === undefined) yield* textParts(streamText(call).fullStream);
    else {
      const output = Output.array({ element: jsonSchema<unknown>({ ...elementSchema }) });
      yield* elementParts(streamText({ ...call, output }));
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof GenerationFailedError) throw error;
    if (!timer.aborted) throw describeGenerationFailure(id, error);
    throw new GenerationFailedError(`The language model ${id} took longer than ${timeoutMs / 1_000} seconds.`, {
      hint: "Set a longer answer.timeoutSeconds, or a smaller answer.maxOutputTokens.",
    });
  }
}

function callOf({ system, messages, maxOutputTokens, sampling = {}, effort }: GenerationRequest) {
  const { temperature, topP, topK, seed, stop } = sampling;
  return defined({
    system,
    messages: messages.map(({ role, text }) => ({ role, content: text })),
    maxOutputTokens,
    temperature,
    topP,
    topK,
    seed,
    stopSequences: stop === undefined ? undefined : [...stop],
    providerOptions: effort === undefined ? undefined : { openai: { reasoningEffort: effort } },
  });
}

type FullStream = ReturnType<typeof streamText>["fullStream"];

async function* textParts(stream: FullStream): AsyncGenerator<GenerationPart> {
  const warnings: Warning[] = [];
  let hasEnded = false;
  for await (const part of stream) {
    switch (part.type) {
      case "error":
        throw part.error;
      case "text-delta":
        yield { type: "text", text: part.text };
        break;
      case "reasoning-delta":
        yield { type: "reasoning", text: part.text };
        break;
      case "start-step":
        append(warnings, part.warnings.map(describeWarning));
        break;
      case "finish": {
        hasEnded = true;
        const reason = endReasons[part.finishReason] ?? "other";
        yield { type: "end", reason, usage: usageOf(part.totalUsage), warnings };
      }
    }
  }
  if (!hasEnded) throw new Error("The stream stopped before its end.");
}

interface ElementResult {
  readonly elementStream: AsyncIterable<unknown>;
  readonly fullStream: FullStream;
  readonly output: PromiseLike<unknown>;
}

async function* elementParts(result: ElementResult): AsyncGenerator<GenerationPart> {
  let elementCount = 0;
  // Both streams have one source: the parts of the second wait in memory until the first has ended.
  for await (const value of result.elementStream) {
    elementCount++;
    yield { type: "element", value };
  }

  const texts: string[] = [];
  for await (const part of textParts(result.fullStream)) {
    // An empty list is valid, a text that is not a list is malformed. Neither has an element.
    if (part.type === "end" && part.reason === "stop" && elementCount === 0 && !(await isList(result.output)))
      yield { type: "malformed", text: texts.join("") };
    if (part.type === "text") texts.push(part.text);
    else yield part;
  }
}

async function isList(output: PromiseLike<unknown>): Promise<boolean> {
  try {
    await output;
    return true;
  } catch (error) {
    if (NoObjectGeneratedError.isInstance(error)) return false;
    throw error;
  }
}

function usageOf({ inputTokens, outputTokens, outputTokenDetails }: LanguageModelUsage): GenerationUsage {
  const { reasoningTokens } = outputTokenDetails;
  return defined({ inputTokens, outputTokens, reasoningTokens });
}

/** Returns a warning about a part of the request that the provider ignores, without the provider's own text. */
function describeWarning({ feature }: SdkWarning): Warning {
  const subject = feature === undefined ? "a part of the request" : `"${feature}"`;
  return { code: "model-ignores", message: `The language model ignores ${subject}.` };
}
