import { z } from "zod";
import { type Document, type ProfileExample, parseJson } from "../../../core/index.ts";
import { readTables } from "../../text/index.ts";

export interface ExampleDocument {
  readonly document: Pick<Document, "text" | "elements" | "metadata" | "mediaType">;
  /** The original bytes, if they were kept; only those of JSON lines are read. */
  readonly original?: Uint8Array | undefined;
}

const MAX_QUESTION_CHARACTERS = 2_000;
const MAX_ANSWER_CHARACTERS = 4_000;

const line = z.object({ question: z.string(), answer: z.string() });

/**
 * Reads the examples of a document: its metadata `question` with `answer`, or with its text as the answer; otherwise
 * the JSON lines or table rows with a question and an answer. Skips others, and those that are too long.
 */
export function readExamples({ document, original }: ExampleDocument): readonly ProfileExample[] {
  const { metadata, text, mediaType } = document;
  const { question, answer = text } = metadata;
  if (typeof question === "string" && typeof answer === "string") return [{ question, answer }].flatMap(usable);
  const lines = mediaType === "application/jsonl" && original !== undefined ? readJsonLines(original) : [];
  return (lines.length > 0 ? lines : readRows(document)).flatMap(usable);
}

function usable({ question, answer }: ProfileExample): readonly ProfileExample[] {
  const trimmed = { question: question.trim(), answer: answer.trim() };
  const isUsable =
    trimmed.question !== "" &&
    trimmed.answer !== "" &&
    trimmed.question.length <= MAX_QUESTION_CHARACTERS &&
    trimmed.answer.length <= MAX_ANSWER_CHARACTERS;
  return isUsable ? [trimmed] : [];
}

function readJsonLines(bytes: Uint8Array): readonly ProfileExample[] {
  return new TextDecoder()
    .decode(bytes)
    .split("\n")
    .flatMap((text) => {
      const result = line.safeParse(parseJson(text));
      return result.success ? [result.data] : [];
    });
}

function readRows({ text, elements }: ExampleDocument["document"]): readonly ProfileExample[] {
  return readTables(text, elements).flatMap(({ names, rows }) => {
    const [question, answer] = ["question", "answer"].map((column) =>
      names.findIndex((name) => name.trim().toLowerCase() === column),
    );
    if (question === undefined || answer === undefined || question < 0 || answer < 0) return [];
    return rows.map(({ cells }) => ({
      question: cells[question]?.text ?? "",
      answer: cells[answer]?.text ?? "",
    }));
  });
}
