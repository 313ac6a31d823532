import { z } from "zod";
import { InvalidDataError, parseJson } from "../../core/index.ts";
import { readLines } from "./read-lines.ts";

/** A question and what people take for its answer: texts of which one should be in it. */
export interface GoldQuestion {
  readonly question: string;
  /** None where nobody wrote one down. */
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
 * Reads questions, one JSON object a line: `question`, and where it is known `answer`, or `answers`.
 *
 * @throws {DataMissingError} if there is no such file
 * @throws {InvalidDataError} naming the line that is malformed; or if there is none
 */
export async function readQuestions(path: string, signal: AbortSignal): Promise<readonly GoldQuestion[]> {
  const questions: GoldQuestion[] = [];
  for await (const { text: written, fail } of readLines(path, signal)) {
    const read = line.safeParse(parseJson(written));
    if (!read.success) throw fail('is no JSON object with a "question", and an "answer" or "answers" as texts');
    questions.push(read.data);
  }
  if (questions.length === 0) throw new InvalidDataError("The file has no question.");
  return questions;
}
