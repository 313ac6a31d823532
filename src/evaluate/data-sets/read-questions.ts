import { z } from "zod";
import { InvalidDataError, parseJson } from "../../core/index.ts";
import { readLines } from "./read-lines.ts";

/** A question with its expected answers. A right answer contains one of them. */
export interface GoldQuestion {
  readonly question: string;
  /** Expected answers; empty if none is known. */
  readonly answers: readonly string[];
}

const text = z.string().trim().min(1);
const line = z
  .object({ question: text, answer: text.optional(), answers: z.array(text).optional() })
  .transform(({ question, answer, answers = [] }) => ({
    question,
    answers: answer === undefined ? answers : [answer, ...answers],
  }));

/**
 * Reads questions, one JSON object per line: `question`, and optionally `answer` or `answers`.
 *
 * @throws {DataMissingError} if there is no such file
 * @throws {InvalidDataError} naming a line that is malformed, or if there is no question
 */
export async function readQuestions(path: string, signal: AbortSignal): Promise<readonly GoldQuestion[]> {
  const questions: GoldQuestion[] = [];
  for await (const { text: json, fail } of readLines(path, signal)) {
    const read = line.safeParse(parseJson(json));
    if (!read.success) throw fail('is not a JSON object with a "question", and an "answer" or "answers" as texts');
    questions.push(read.data);
  }
  if (questions.length === 0) throw new InvalidDataError("The file has no question.");
  return questions;
}
