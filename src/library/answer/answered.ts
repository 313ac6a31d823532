import {
  type Abstained,
  type Answer,
  type AnswerSettings,
  type Citation,
  type Document,
  DocumentNotFoundError,
  type EmbeddingSpace,
  type Warning,
} from "../../core/index.ts";
import type { QuestionVerdict } from "../proof/build-saved-answer.ts";

/** Answer with everything that is needed to save it. */
export interface Answered {
  readonly answer: Answer;
  /** Space of the embedding model that was used. */
  readonly embedder?: EmbeddingSpace;
  /** Reranker that was used. */
  readonly rerankerId?: string;
  /** Verdict of the guard on the question, if it stopped it, so that withheld text is never saved or remembered. */
  readonly questionVerdict?: QuestionVerdict;
  /** Settings of the survey, if every section was read; absent for an answer from the nearest passages. */
  readonly survey?: AnswerSettings["survey"];
  /** Minimum confidence of a shown answer; absent for the answerer's own threshold. */
  readonly threshold?: number;
  /** Returns the version of a document that was cited. */
  versionOf(citation: Pick<Citation, "documentId" | "contentHash">): Document;
}

/** Adds warnings to an answer. */
export function addWarnings(answered: Answered, warnings: readonly Warning[]): Answered {
  return { ...answered, answer: { ...answered.answer, warnings: [...answered.answer.warnings, ...warnings] } };
}

/** Returns what is needed to save an answer that cites nothing. */
export function citeNothing(answer: Abstained): Answered {
  return {
    answer,
    versionOf: () => {
      throw new DocumentNotFoundError("The answer cites nothing.");
    },
  };
}
