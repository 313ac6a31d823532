import type {
  Analyzer,
  Clock,
  Embedder,
  GenerationRequest,
  Grounded,
  Ids,
  Span,
  TextGenerator,
  Verifier,
} from "../../core/index.ts";
import type { PromptTemplates } from "../answer/index.ts";
import type { WalkServices } from "./sections/walk-sections.ts";

/** Texts of `prompts/` for reading section by section. */
export interface SurveyPrompts {
  readonly sectionSummary: string;
  readonly sectionFind: string;
  readonly mergeStatements: string;
  /** Template of the question, with `{{examples}}`, `{{passages}}` and `{{question}}`. */
  readonly question: string;
}

/** Builds the templates of a survey, which asks for sentences only, without examples and without retries. */
export function templatesOf({ question }: SurveyPrompts, answer: string): PromptTemplates {
  return { answer, question, repair: "", answerJson: "", repairJson: "", examples: "" };
}

/**
 * Stored results of single sections, from which an interrupted survey continues. Keys are hashes
 * of everything that shapes them.
 */
export interface PartialResults {
  read(key: string, signal: AbortSignal): Promise<string | undefined>;
  keep(key: string, record: string, signal: AbortSignal): Promise<void>;
}

/** A language model that reads sections, with its settings. */
export interface SurveyModel {
  readonly generator: TextGenerator;
  readonly prompts: SurveyPrompts;
  /** Wishes for the style, in words; empty if there are none. */
  readonly style: string;
  readonly maxOutputTokens: number;
  readonly sampling?: GenerationRequest["sampling"];
  readonly effort?: GenerationRequest["effort"];
  /** Number of sections that it reads at once, from 1. */
  readonly lanes: number;
  /** True if the first failure ends the survey; otherwise the section stays unread. */
  readonly isStrict: boolean;
  readonly partials?: PartialResults;
  /** Returns a new random name at every call. */
  nextFence(): string;
}

/** Services that a survey works with. */
export interface SurveyServices extends WalkServices {
  readonly analyzer: Analyzer;
  readonly verifier: Verifier;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Embedder that compares sentences; without it, they are compared by words. */
  readonly embedder?: Pick<Embedder, "embedDocuments" | "embedQuery">;
  /** Language model; without it, sentences of the documents are chosen. */
  readonly model?: SurveyModel;
  /** Receives an answer that a guard wants a person to see first. Its question gets an abstention. */
  hold?(draft: Grounded): void;
  splitSentences(text: string): readonly Span[];
  /** Finds the spans of a passage's text that a sentence rests on. */
  findEvidence(sentence: string, passage: string): readonly Span[];
}
