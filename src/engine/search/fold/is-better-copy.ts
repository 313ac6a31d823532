import type { Chunk } from "../../../core/index.ts";
import { isAttribution } from "../../text/index.ts";
import type { TitledChunk } from "./folded-hit.ts";
import { readWords } from "./read-words.ts";

/** Minimum number of words of a quoted mail that are looked for in the mail itself. */
const MIN_QUOTED_WORDS = 4;

/** Tests whether one of two equal texts is cited before the other: a file by itself before a member of a container. */
export function isBetterCopy(one: TitledChunk, other: TitledChunk): boolean {
  return !one.isMember && other.isMember;
}

/**
 * Returns the words of a mail that a chunk quotes, below `On … Ann wrote:` or after `>`; undefined for any other text.
 */
export function quotedWords({ text, headingPath }: Chunk): string | undefined {
  const isBelowAttribution = headingPath.some((heading) => isAttribution(heading.replace(/\s+/g, " ")));
  if (!isBelowAttribution && !/^>/m.test(text)) return undefined;
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !isAttribution(line));
  const marked = lines.filter((line) => line.startsWith(">"));
  if (lines.length === 0 || (!isBelowAttribution && marked.length * 2 <= lines.length)) return undefined;
  const quoted = isBelowAttribution && marked.length === 0 ? lines : marked;
  const words = readWords(quoted.map((line) => line.replace(/^[>\s]+/, "")).join(" "));
  return words.length < MIN_QUOTED_WORDS ? undefined : joinWords(words);
}

/** Joins words in lower case, with a space before and after each, so that whole words are found in them. */
export function joinWords(words: readonly string[]): string {
  return ` ${words.join(" ").toLowerCase()} `;
}
