import type { Answer } from "../../../core/index.ts";
import type { Lydian, ReadOptions } from "../../../library/index.ts";
import type { SuggestedQuestion } from "./suggest-questions.ts";

export interface VerifiedQuestions {
  readonly questions: readonly string[];
  /** False if the signal was aborted before there were enough questions. */
  readonly isComplete: boolean;
}

/**
 * Asks one candidate after the other without a language model, and returns those that are answered by the text that
 * they were made from, in the order of the candidates.
 */
export async function verifyQuestions(
  lydian: Pick<Lydian, "ask">,
  candidates: readonly SuggestedQuestion[],
  call: Pick<ReadOptions, "collection" | "scope">,
  count: number,
  signal: AbortSignal,
): Promise<VerifiedQuestions> {
  const questions: string[] = [];
  for (const candidate of candidates) {
    if (questions.length >= count) break;
    try {
      const answer = await lydian.ask(candidate.question, { ...call, signal, quotesOnly: true, all: false });
      if (answers(answer, candidate)) questions.push(candidate.question);
    } catch (error) {
      if (signal.aborted) return { questions, isComplete: false };
      throw error;
    }
  }
  return { questions, isComplete: true };
}

function answers(answer: Answer, { documentId, span }: SuggestedQuestion): boolean {
  if (answer.status === "abstained" || answer.claims.some(({ verdict }) => verdict !== "supported")) return false;
  return answer.citations.some(
    (citation) =>
      citation.documentId === documentId &&
      (span === undefined || (citation.span.start < span.end && citation.span.end > span.start)),
  );
}
