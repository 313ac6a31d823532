import type { AnswerSentence, GenerationUsage, Warning } from "../../core/index.ts";

/** A sentence for a summary or an answer, with its place. */
export interface Statement {
  /** Sentence whose evidence names sections by number. */
  readonly sentence: AnswerSentence;
  /** Importance by the sentence's place and form alone, from 0 to 1. */
  readonly prior: number;
  /** Unique terms of the sentence in its document's language. */
  readonly terms: readonly string[];
}

/** Statements selected from those that were found, or written from them. */
export interface SelectedStatements {
  readonly statements: readonly Statement[];
  readonly usage: GenerationUsage;
  readonly warnings: readonly Warning[];
}
