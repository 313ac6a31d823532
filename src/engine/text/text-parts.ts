import type { DocumentText } from "../../core/index.ts";

/** Part of a text, and where it starts. */
export interface TextPart {
  readonly start: number;
  readonly text: string;
}

const PART_CHARACTERS = 65_536;
const blank = /[ \n]/;

/**
 * Cuts a text into parts of at most 131,072 code units, for expressions that find words: V8 keeps something for each
 * character of a run, so that a run of some millions overflows its stack. Cuts before blanks and line ends, and inside
 * a run only if it is longer than 65,536 code units.
 */
export function* textParts(text: DocumentText): Generator<TextPart> {
  for (let start = 0; start < text.length; ) {
    const end = findEnd(text, start + PART_CHARACTERS);
    yield { start, text: text.slice(start, end) };
    start = end;
  }
}

/**
 * Returns the place of the first blank or line end from a place on, or of a cut if none follows in one part's length.
 */
function findEnd(text: DocumentText, from: number): number {
  const next = text.slice(from, from + PART_CHARACTERS);
  const place = next.search(blank);
  if (place >= 0) return from + place;
  const isCutInPair = next.length === PART_CHARACTERS && isHighSurrogate(next.charCodeAt(PART_CHARACTERS - 1));
  return from + next.length - (isCutInPair ? 1 : 0);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
