import type { AnswerSentence } from "../../core/index.ts";

/** A sentence that may stand in a summary or an answer, with where it was found. */
export interface Statement {
  /** Its evidence names sections by their numbers. */
  readonly sentence: AnswerSentence;
  /** Of the place and the form of the sentence alone, from 0 to 1: what is likelier to matter. */
  readonly prior: number;
  /** Its terms, each once, in the language of its document. */
  readonly terms: readonly string[];
}
