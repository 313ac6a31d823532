import { z } from "zod";
import { type Document, type ProfileExample, parseJson } from "../../../core/index.ts";
import { readTables } from "../../text/index.ts";

export interface ExampleDocument {
  readonly document: Pick<Document, "text" | "elements" | "metadata" | "mediaType">;
  /** Its bytes, where they were kept; only those of JSON lines are looked at. */
  readonly original?: Uint8Array | undefined;
}

const LONGEST_QUESTION = 2_000;
const LONGEST_ANSWER = 4_000;

const line = z.object({ question: z.string(), answer: z.string() });

/**
 * The examples of a document: its metadata `question` with `answer`, or with its own text as the answer; else those lines of
 * JSON, or rows of tables, that have a question and an answer. Others, and those that are too long, are passed over.
 */
export function readExamples({ document, original }: ExampleDocument): readonly ProfileExample[] {
  const { metadata, text, mediaType } = document;
  const { question, answer = text } = metadata;
  if (typeof question === "string" && typeof answer === "string") return [{ question, answer }].flatMap(usable);
  const lines = mediaType === "application/jsonl" && original !== undefined ? readJsonLines(original) : [];
  return (lines.length > 0 ? lines : readRows(document)).flatMap(usable);
}

function usable({ question, answer }: ProfileExample): readonly ProfileExample[] {
  const own = { question: question.trim(), answer: answer.trim() };
  const isUsable =
    own.question !== "" &&
    own.answer !== "" &&
    own.question.length <= LONGEST_QUESTION &&
    own.answer.length <= LONGEST_ANSWER;
  return isUsable ? [own] : [];
}

function readJsonLines(bytes: Uint8Array): readonly ProfileExample[] {
  return new TextDecoder()
    .decode(bytes)
    .split("\n")
    .flatMap((text) => {
      const read = line.safeParse(parseJson(text));
      return read.success ? [read.data] : [];
    });
}

function readRows({ text, elements }: ExampleDocument["document"]): readonly ProfileExample[] {
  return readTables(text, elements).flatMap(({ names, rows }) => {
    const [question, answer] = ["question", "answer"].map((wanted) =>
      names.findIndex((name) => name.trim().toLowerCase() === wanted),
    );
    if (question === undefined || answer === undefined || question < 0 || answer < 0) return [];
    return rows.map(({ cells }) => ({
      question: cells[question]?.text ?? "",
      answer: cells[answer]?.text ?? "",
    }));
  });
}
