import type {
  Analyzer,
  Clock,
  Embedder,
  GenerationRequest,
  Ids,
  Span,
  TextGenerator,
  Verifier,
} from "../../core/index.ts";
import type { PromptTemplates } from "../answer/index.ts";
import type { WalkServices } from "./sections/walk-sections.ts";

/** The texts of `prompts/` for reading section by section. */
export interface SurveyPrompts {
  readonly sectionSummary: string;
  readonly sectionFind: string;
  readonly mergeStatements: string;
  /** As of an answer: `{{examples}}`, `{{passages}}`, `{{question}}`. */
  readonly question: string;
}

/** A survey asks for sentences alone, shows no examples, and does not ask again. */
export function templatesOf({ question }: SurveyPrompts, answer: string): PromptTemplates {
  return { answer, question, repair: "", answerJson: "", repairJson: "", examples: "" };
}

/** What was read before, by hashes of all that shaped it: a survey that was stopped goes on from there. */
export interface PartialResults {
  read(key: string, signal: AbortSignal): Promise<string | undefined>;
  keep(key: string, record: string, signal: AbortSignal): Promise<void>;
}

/** The language model that reads, and how it is asked. */
export interface SurveyWriter {
  readonly generator: TextGenerator;
  readonly prompts: SurveyPrompts;
  /** How to write, in words; empty for no wishes. */
  readonly style: string;
  readonly maxOutputTokens: number;
  readonly sampling?: GenerationRequest["sampling"];
  readonly effort?: GenerationRequest["effort"];
  /** How many sections it reads side by side; from 1. */
  readonly lanes: number;
  /** Whether the first failure ends the survey, instead of leaving a section unread. */
  readonly isStrict: boolean;
  readonly partials?: PartialResults;
  /** A new random name at every call. */
  nextFence(): string;
}

export interface SurveyServices extends WalkServices {
  readonly analyzer: Analyzer;
  readonly verifier: Verifier;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Absent: sentences are compared by their words. */
  readonly embedder?: Pick<Embedder, "embedDocuments" | "embedQuery">;
  /** Absent: the documents' own sentences are chosen. */
  readonly writer?: SurveyWriter;
  splitSentences(text: string): readonly Span[];
  /** The spans of a passage's text that a sentence rests on. */
  findEvidence(sentence: string, passage: string): readonly Span[];
}
