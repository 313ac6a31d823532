import { findTopics } from "./find-topics.ts";

const LIST = /[^,.;:!?]+(?:, [^,.;:!?]+)*,? (?:and|or) [^,.;:!?]+/u;

/** The things that an answer lists, in their order: its lines, or what stands between commas and "and"; none if it lists nothing. */
export function findItems(answer: string): readonly string[] {
  const lines = answer.split("\n").map((line) => line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])\s+/u, "").trim());
  const filled = lines.filter((line) => line !== "");
  if (filled.length > 1) return filled.map(withoutEnd);
  const afterColon = /:\s+(.+)$/su.exec(answer)?.[1];
  const list = LIST.exec(afterColon ?? answer)?.[0];
  if (list === undefined) return [];
  const parts = list.split(/,? (?:and|or) |, /u).map((part) => part.trim());
  return parts.map((part, index) => (afterColon !== undefined ? part : ownTopic(part, index, parts.length)));
}

/** Around the first item stands the beginning of the sentence, and around the last one its end. */
function ownTopic(part: string, index: number, count: number): string {
  const topics = findTopics(part);
  const topic = index === 0 ? topics.at(-1) : index === count - 1 ? topics[0] : undefined;
  return withoutEnd(topic?.text ?? part);
}

const withoutEnd = (text: string) => text.replace(/[\s.;,]+$/u, "");
