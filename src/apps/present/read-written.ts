import { SOURCES_HEADING } from "./write-answer.ts";

const ABSTENTION = /^(?:The documents do not say|There is no answer)\. /u;
const MARKS = /(?: \[\d{1,3}\])+(?=\s|$)/gu;

/**
 * What an answer said, from the text that `writeAnswer` made of it, or from what somebody else wrote: without marks and sources.
 *
 * @returns  undefined for an abstention: nothing was said
 */
export function readWritten(text: string): string | undefined {
  if (ABSTENTION.test(text)) return undefined;
  const parts = text.split("\n\n");
  const end = parts.findIndex((part) => part.startsWith(`${SOURCES_HEADING}\n- [`));
  const said = (end < 0 ? parts : parts.slice(0, end)).join("\n\n").replaceAll(MARKS, "").trim();
  return said === "" ? undefined : said;
}
