import type { Chunk } from "../../../core/index.ts";

/** Length below which a text may have another meaning under another title, as "Dose: 5 mg". */
const SHORT_CHARACTERS = 200;

/** White space other than one blank. Most texts have little of it, so that little is replaced. */
const WHITE_SPACE = /\s\s+|[^\S ]/g;

/**
 * Returns a key that is equal for duplicates: chunks with the same text under the same headings, ignoring case and
 * white space. Texts under 200 UTF-16 code units are duplicates only in documents with the same title.
 */
export function duplicateKey(chunk: Pick<Chunk, "text" | "headingPath">, title: string): string {
  const text = chunk.text.toLowerCase().replace(WHITE_SPACE, " ").trim();
  const context = text.length < SHORT_CHARACTERS ? [title, ...chunk.headingPath] : chunk.headingPath;
  return JSON.stringify([text, ...context]);
}
