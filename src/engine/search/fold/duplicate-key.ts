import type { Chunk } from "../../../core/index.ts";

/** A short text may mean something else under another title ("Dose: 5 mg"); a long one does not. */
const SHORT_CHARACTERS = 200;

/**
 * Equal for chunks of which a reader needs only one: the same text, but for case and white space, under the same
 * headings; texts under 200 UTF-16 code units must also stand in documents of the same title.
 */
export function duplicateKey(chunk: Pick<Chunk, "text" | "headingPath">, title: string): string {
  const text = chunk.text.toLowerCase().replace(/\s+/gu, " ").trim();
  const context = text.length < SHORT_CHARACTERS ? [title, ...chunk.headingPath] : chunk.headingPath;
  return JSON.stringify([text, ...context]);
}
