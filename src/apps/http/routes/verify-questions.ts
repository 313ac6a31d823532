import type { Answer, Lydian, ReadOptions } from "../../../index.ts";
import type { SuggestedQuestion } from "./suggest-questions.ts";

interface Verifying {
  readonly candidates: readonly SuggestedQuestion[];
  readonly call: Pick<ReadOptions, "collection" | "scope">;
  readonly count: number;
}

/**
 * Asks one candidate after the other, in the documents' own words, and keeps those that are answered by what they were made of.
 *
 * @returns  in the order of the candidates; not complete where the signal was aborted before there were enough
 */
export async function verifyQuestions(
  lydian: Pick<Lydian, "ask">,
  { candidates, call, count }: Verifying,
  signal: AbortSignal,
): Promise<{ readonly questions: readonly string[]; readonly isComplete: boolean }> {
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
