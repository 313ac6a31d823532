import { withoutEnding } from "../../text/index.ts";

/** Removes the marks at the end of a question. */
export function withoutEndMarks(question: string): string {
  return withoutEnding(question.trim(), "?!.");
}

/** Returns a text as a question: one question mark at the end, a capital at the beginning. */
export function toQuestion(text: string): string {
  const body = withoutEndMarks(text.replace(/\s+/gu, " "));
  return `${body.charAt(0).toUpperCase()}${body.slice(1)}?`;
}
