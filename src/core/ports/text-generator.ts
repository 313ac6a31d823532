import type { Warning } from "../schemas/document.ts";

/** What a language model is asked, without what only one provider knows. */
export interface GenerationRequest {
  readonly system: string;
  /** Oldest first; the last one is the user's. */
  readonly messages: readonly GenerationMessage[];
  /** From 1: the model stops after so many tokens of output, its hidden thought counted. */
  readonly maxOutputTokens: number;
  readonly sampling?: Sampling;
  /** How hard a reasoning model thinks; others ignore it. */
  readonly effort?: "low" | "medium" | "high";
  /**
   * JSON Schema of one element, where a list of elements is asked for instead of text. Only for a generator that
   * `holdsSchema`; elements come as the provider gives them, still untrusted.
   */
  readonly elementSchema?: Readonly<Record<string, unknown>>;
}

export interface GenerationMessage {
  readonly role: "user" | "assistant";
  readonly text: string;
}

/** How the model draws its tokens; what is absent is left to the provider. */
export interface Sampling {
  /** From 0, which is the same text each time where the provider can, to 2. */
  readonly temperature?: number;
  /** From 0 to 1. */
  readonly topP?: number;
  /** From 1. */
  readonly topK?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
}

/** Tokens as the provider counts them; absent what it does not tell. */
export interface GenerationUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Of `outputTokens`: hidden thought. */
  readonly reasoningTokens?: number;
}

/** A stream's parts in the order in which they come; `end` is the last. */
export type GenerationPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "element"; readonly value: unknown }
  /** What the model said in place of the list of elements that was asked for: never an answer. */
  | { readonly type: "malformed"; readonly text: string }
  /** Hidden thought: never an answer, and never cited. */
  | { readonly type: "reasoning"; readonly text: string }
  | {
      readonly type: "end";
      /** `length`: the limit of tokens was reached; `filtered`: the provider held the rest back. */
      readonly reason: "stop" | "length" | "filtered" | "other";
      readonly usage: GenerationUsage;
      readonly warnings: readonly Warning[];
    };

/**
 * Writes text: a language model behind the AI SDK. What it says is untrusted.
 *
 * `generate` throws `GenerationFailedError` when the model can not be reached, refuses the key, or is cut off.
 */
export interface TextGenerator {
  /** For people: `openai:gpt-5-mini`. */
  readonly id: string;
  /** Whether its provider holds it to a schema. */
  readonly holdsSchema: boolean;
  generate(request: GenerationRequest, signal: AbortSignal): AsyncIterable<GenerationPart>;
  /** In the model's own tokens where it can count them, else an estimate that is rather too high. */
  countTokens(text: string): number;
  close(): Promise<void>;
}

/** The price of a language model's tokens, as the user has entered it. */
export interface Price {
  /** Price of a million input tokens in `currency`; at least 0. */
  readonly input: number;
  /** Price of a million output tokens, including hidden thought; at least 0. */
  readonly output: number;
  /** ISO 4217, such as `USD`. */
  readonly currency: string;
  /** Day when the price was looked up, `YYYY-MM-DD`. */
  readonly date: string;
}
