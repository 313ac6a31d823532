import {
  type AnswerDraft,
  type Answerer,
  type AnswererRequest,
  defined,
  type GenerationRequest,
  type JsonSchema,
  type ProfileExample,
  type Span,
  type TextGenerator,
  type Warning,
} from "../../../core/index.ts";
import type { PromptTemplates } from "./write-prompt.ts";

export interface ModelAnswererServices {
  readonly generator: TextGenerator;
  /** Measures the confidence before the model is asked, and answers instead if the model fails. */
  readonly extractive: Answerer;
  readonly templates: PromptTemplates;
  splitSentences(text: string): readonly Span[];
  /** Returns the spans of a passage's text that support a sentence. */
  findEvidence(sentence: string, passage: string): readonly Span[];
  /** Returns true if a sentence says a value of the data. */
  saysValue(sentence: string, value: string | number | boolean): boolean;
  nextFence(): string;
  /** Returns examples of a collection to show before the question; if absent, none are shown. */
  pickExamples?(question: string, signal: AbortSignal): Promise<PickedExamples>;
}

interface PickedExamples {
  readonly examples: readonly ProfileExample[];
  readonly warnings: readonly Warning[];
}

export interface ModelAnswererOptions {
  /** Style of the answer, in words; default none. */
  readonly style?: string;
  /** Maximum number of sentences that are proposed, from 1; default no limit. */
  readonly maxSentences?: number;
  /** Schema of the data to return besides text. */
  readonly schema?: JsonSchema;
  /** True to show values of the data that are not supported, with their verdict. Default false. */
  readonly keepsUnsupported?: boolean;
  /** True to ask for the rows of a table. Default false. */
  readonly isTable?: boolean;
  /** Maximum number of output tokens, from 1; default 1,000. */
  readonly maxOutputTokens?: number;
  readonly sampling?: GenerationRequest["sampling"];
  readonly effort?: GenerationRequest["effort"];
  /** Reaction to a model that cannot be reached: quotes with a warning, or the error. Default `quotes`. */
  readonly onFailure?: "quotes" | "error";
}

/** One question to the model. */
export interface DraftRequest {
  readonly question: AnswererRequest;
  readonly options: ModelAnswererOptions;
  readonly examples: readonly ProfileExample[];
}

/** The model's draft; absent if the passages support nothing in it. */
export interface ModelDraft {
  readonly draft?: Pick<AnswerDraft, "sentences" | "data">;
  readonly warnings: readonly Warning[];
}

/** The limits and the sampling of every call of one answer. */
export type CallOptions = Pick<GenerationRequest, "maxOutputTokens" | "sampling" | "effort">;

export function callOptionsOf({ maxOutputTokens = 1_000, sampling, effort }: ModelAnswererOptions): CallOptions {
  return defined({ maxOutputTokens, sampling, effort });
}
