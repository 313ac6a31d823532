/** A question without the marks at its end. */
export function withoutEndMarks(question: string): string {
  return question.trim().replace(/[\s?!.]+$/u, "");
}

/** One question mark at the end, and a capital at the beginning. */
export function toQuestion(text: string): string {
  const body = withoutEndMarks(text.replace(/\s+/gu, " "));
  return `${body.charAt(0).toUpperCase()}${body.slice(1)}?`;
}
