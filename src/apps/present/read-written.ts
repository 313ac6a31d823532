import { isAbstentionText } from "./describe-abstention.ts";
import { SOURCES_HEADING, WARNINGS_HEADING } from "./write-answer.ts";

const MARKS = /(?: \[\d{1,3}\])+(?=\s|$)/gu;

/**
 * Returns the sentences of an answer, without marks, sources and warnings, from the text that `writeAnswer` made of it.
 * Text from elsewhere is returned as it is.
 *
 * @returns  undefined for an abstention, which says nothing
 */
export function readWritten(text: string): string | undefined {
  if (isAbstentionText(text)) return undefined;
  const parts = text.split("\n\n");
  const end = parts.findIndex(isBelowAnswer);
  const sentences = (end < 0 ? parts : parts.slice(0, end)).join("\n\n").replaceAll(MARKS, "").trim();
  return sentences === "" ? undefined : sentences;
}

function isBelowAnswer(part: string): boolean {
  return part.startsWith(`${SOURCES_HEADING}\n- [`) || part.startsWith(`${WARNINGS_HEADING}\n- `);
}
