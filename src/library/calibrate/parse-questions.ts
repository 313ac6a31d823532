import { z } from "zod";
import { defined, InvalidDataError, type LabelledQuestion, parseJson } from "../../core/index.ts";

const MAX_QUESTIONS = 100_000;
const text = z.string().regex(/\S/, "is blank").max(10_000, "is longer than 10,000 characters");
const row = z
  .object({
    question: text,
    answers: z.array(text).max(1_000).nullish(),
    answer: text.nullish(),
    /** The only right answer. Sets of examples use this name. */
    expected: text.nullish(),
    isGenerated: z.boolean().nullish(),
  })
  .refine(
    (value) => ["answers", "answer", "expected"].some((name) => name in value && named(value, name) !== undefined),
    {
      message: 'has no "answers"; if the documents do not answer it, write "answers": []',
    },
  );

/**
 * Parses questions in JSON Lines: `{"question": "…", "answers": ["…", "…"]}`, with `[]` if the documents do not answer
 * the question. A single answer can also be named `"answer"` or `"expected"`, with `null` for none. Other fields are
 * ignored. A repeated question counts once.
 *
 * @param name  name of the file, for messages
 * @throws {InvalidDataError} if a line is malformed (the message names it), or there are too many questions
 */
export function parseQuestions(jsonLines: string, name: string): readonly LabelledQuestion[] {
  const questions = new Map<string, LabelledQuestion>();
  for (const [index, line] of jsonLines.split("\n").entries()) {
    if (line.trim() === "") continue;
    const read = parseLine(line, `Line ${index + 1} of ${name}`);
    if (!questions.has(read.question)) questions.set(read.question, read);
  }
  if (questions.size > MAX_QUESTIONS)
    throw new InvalidDataError(`${name} has ${questions.size} questions; at most ${MAX_QUESTIONS} are read.`);
  return [...questions.values()];
}

function parseLine(line: string, place: string): LabelledQuestion {
  const value = parseJson(line);
  if (value === undefined) throw new InvalidDataError(`${place} is not JSON.`);
  const parsed = row.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue === undefined || issue.path.length === 0 ? "" : `a wrong field "${issue.path.join(".")}": `;
    const verb = field === "" ? "" : "has ";
    throw new InvalidDataError(`${place} ${verb}${field}${issue?.message ?? ""}.`, {
      hint: 'A line is {"question": "What does a lost key cost?", "answers": ["€20", "20 euros"]}.',
    });
  }
  const { question, answers, answer, expected, isGenerated } = parsed.data;
  const accepted = [...(answers ?? []), ...[answer, expected].flatMap((one) => one ?? [])];
  const generated = isGenerated === true ? isGenerated : undefined;
  return defined({ question: question.trim(), answers: accepted, isGenerated: generated });
}

function named(value: object, name: string): unknown {
  return new Map<string, unknown>(Object.entries(value)).get(name);
}
