import type { Warning } from "../schemas/document.ts";

/** A request to a language model, without anything specific to one provider. */
export interface GenerationRequest {
  readonly system: string;
  /** Messages, oldest first; the last one is the user's. */
  readonly messages: readonly GenerationMessage[];
  /** Maximum number of output tokens, including hidden reasoning; at least 1. */
  readonly maxOutputTokens: number;
  readonly sampling?: Sampling;
  /** Effort of a reasoning model; other models ignore it. */
  readonly effort?: "low" | "medium" | "high";
  /**
   * JSON Schema of one element, if a list of elements is requested instead of text. Only for a generator that
   * `holdsSchema`. The elements are still untrusted.
   */
  readonly elementSchema?: Readonly<Record<string, unknown>>;
  /** Texts that the prompt was written from. Guards compare the reply with them. No model receives them separately. */
  readonly source?: PromptSource;
}

/** Texts that a prompt was written from. */
export interface PromptSource {
  /** Question or task of the caller. */
  readonly question: string;
  /** Document texts in the prompt, without marks. Anyone may have written them. */
  readonly evidence: readonly string[];
  /** Secret words that were planted in the prompt. */
  readonly canaries: readonly string[];
  /** Marks of the document texts, which are removed from the reply; absent if there is no document text. */
  readonly marks?: PromptMarks;
}

/** Marks by which a model tells document text from instructions. */
export interface PromptMarks {
  /** Beginning of every line of a document, such as `7k>`. No document contains it. */
  readonly line: string;
  /** Character between the words of documents from the web; absent if there are none. */
  readonly word?: string;
}

export interface GenerationMessage {
  readonly role: "user" | "assistant";
  readonly text: string;
}

/** Sampling parameters. The provider decides about absent ones. */
export interface Sampling {
  /** Temperature from 0 to 2. With 0 the text is the same each time, if the provider can do that. */
  readonly temperature?: number;
  /** Share of probability to sample from, 0 to 1. */
  readonly topP?: number;
  /** Number of tokens to sample from, at least 1. */
  readonly topK?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
}

/** Token counts of the provider; absent if it does not report them. */
export interface GenerationUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** The part of `outputTokens` that is hidden reasoning. */
  readonly reasoningTokens?: number;
}

/** A part of a stream; `end` is the last. */
export type GenerationPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "element"; readonly value: unknown }
  /** Output that is not the requested list of elements; never an answer. */
  | { readonly type: "malformed"; readonly text: string }
  /** Hidden reasoning: never an answer, and never cited. */
  | { readonly type: "reasoning"; readonly text: string }
  | {
      readonly type: "end";
      /** `length`: the token limit was reached. `filtered`: the provider withheld the rest. */
      readonly reason: "stop" | "length" | "filtered" | "other";
      readonly usage: GenerationUsage;
      readonly warnings: readonly Warning[];
    };

/**
 * Writes text with a language model. Its output is untrusted.
 *
 * `generate` throws `GenerationFailedError` if the model is unreachable, refuses the key, or is cut off.
 */
export interface TextGenerator {
  /** Name of the model, for people: `openai:gpt-5-mini`. */
  readonly id: string;
  /** True if the provider enforces a schema. */
  readonly holdsSchema: boolean;
  generate(request: GenerationRequest, signal: AbortSignal): AsyncIterable<GenerationPart>;
  /** Counts the model's own tokens, or estimates generously if it cannot count them. */
  countTokens(text: string): number;
  close(): Promise<void>;
}

/** The price of a language model's tokens, as the user has entered it. */
export interface Price {
  /** Price of a million input tokens in `currency`; at least 0. */
  readonly input: number;
  /** Price of a million output tokens, including hidden reasoning; at least 0. */
  readonly output: number;
  /** Currency as an ISO 4217 code, such as `USD`. */
  readonly currency: string;
  /** Day when the price was looked up, `YYYY-MM-DD`. */
  readonly date: string;
}
