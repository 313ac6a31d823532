import type { DocumentText, Span } from "../../../core/index.ts";

/** A part of a document that guards read at once. */
export interface TextPart {
  /** Place of the part in the document. */
  readonly own: Span;
  /** Place of the part with a little of its neighbours, so that a text across a border is read whole by both. */
  readonly read: Span;
}

export interface PartLimits {
  /** Maximum length of a part in UTF-16 code units, without its neighbours. */
  readonly maxCharacters: number;
  /** Length that is read of each neighbour, at most half of a part. */
  readonly overlapCharacters: number;
}

/** Share of a part, at its end, in which a border is sought. A part may be longer than the average by this share. */
const SOUGHT_SHARE = 0.1;

/**
 * Cuts a text into parts of about the same length, at blank lines, else at line ends, else at
 * spaces near the end of each part.
 *
 * @returns parts in their order, which together are the text; at least one
 */
export function cutParts(text: DocumentText, { maxCharacters, overlapCharacters }: PartLimits): readonly TextPart[] {
  const { length } = text;
  if (length <= maxCharacters) return [{ own: { start: 0, end: length }, read: { start: 0, end: length } }];
  const count = Math.ceil((length * (1 + SOUGHT_SHARE)) / maxCharacters);
  const parts: TextPart[] = [];
  let start = 0;
  for (let number = 1; number <= count; number++) {
    const end = number === count ? length : findBorder(text, Math.floor((length * number) / count), length / count);
    const read = { start: Math.max(0, start - overlapCharacters), end: Math.min(length, end + overlapCharacters) };
    parts.push({ own: { start, end }, read });
    start = end;
  }
  return parts;
}

/** Returns the best border before an offset. */
function findBorder(text: DocumentText, offset: number, averageLength: number): number {
  const soughtFrom = offset - Math.floor(averageLength * SOUGHT_SHARE);
  const sought = text.slice(soughtFrom, offset);
  for (const mark of ["\n\n", "\n", " "]) {
    const at = sought.lastIndexOf(mark);
    if (at >= 0) return soughtFrom + at + mark.length;
  }
  const isInsideCharacter = /[\uD800-\uDBFF]$/.test(sought);
  return isInsideCharacter ? offset - 1 : offset;
}
