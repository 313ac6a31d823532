import { isAbstentionText } from "./describe-abstention.ts";
import { HELP_SIGN } from "./present-answer.ts";
import { SOURCES_HEADING, WARNINGS_HEADING } from "./write-answer.ts";

const MARKS = /(?: \[\d{1,3}\])+(?=\s|$)/gu;

/**
 * Returns the sentences of an answer, without marks, sources and warnings, from the text that `writeAnswer` made of it.
 * Text from elsewhere is returned as it is.
 *
 * @returns  undefined for an abstention, which says nothing
 */
export function readWritten(text: string): string | undefined {
  const parts = text.split("\n\n");
  while (parts[0]?.startsWith(HELP_SIGN)) parts.shift();
  if (isAbstentionText(parts[0] ?? "")) return undefined;
  const end = parts.findIndex(isBelowAnswer);
  const sentences = (end < 0 ? parts : parts.slice(0, end)).join("\n\n").replaceAll(MARKS, "").trim();
  return sentences === "" ? undefined : sentences;
}

function isBelowAnswer(part: string): boolean {
  if (part.startsWith(HELP_SIGN)) return true;
  return part.startsWith(`${SOURCES_HEADING}\n- [`) || part.startsWith(`${WARNINGS_HEADING}\n- `);
}
