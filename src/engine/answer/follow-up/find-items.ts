import { withoutEnding } from "../../text/index.ts";
import { findTopics } from "./find-topics.ts";

/** Marks that end the text of a list: all but a comma between words and a space, which separates items. */
const LIST_LIMIT = /[.;:!?]|,(?! )|(?<=^|[.;:!?,]),/u;
const LIST = /^[^,]+(?:, [^,]+)*,? (?:and|or) [^,]+/u;

/**
 * Returns the items that an answer lists, in order: its lines, or the parts between commas and "and"; none without a
 * list.
 */
export function findItems(answer: string): readonly string[] {
  const lines = answer.split("\n").map((line) => line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])\s+/u, "").trim());
  const filled = lines.filter((line) => line !== "");
  if (filled.length > 1) return filled.map(withoutEnd);
  const afterColon = /:\s+(\S.*)/su.exec(answer)?.[1];
  const [list] = (afterColon ?? answer).split(LIST_LIMIT).flatMap((part) => LIST.exec(part)?.[0] ?? []);
  if (list === undefined) return [];
  const parts = list.split(/,? (?:and|or) |, /u).map((part) => part.trim());
  return parts.map((part, index) => (afterColon !== undefined ? part : itemOf(part, index, parts.length)));
}

/** Returns the item in a part: the first part also has the start of the sentence, and the last one its end. */
function itemOf(part: string, index: number, count: number): string {
  const topics = findTopics(part);
  const topic = index === 0 ? topics.at(-1) : index === count - 1 ? topics[0] : undefined;
  return withoutEnd(topic?.text ?? part);
}

const withoutEnd = (text: string) => withoutEnding(text, ".;,");
