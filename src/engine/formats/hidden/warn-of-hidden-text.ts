import type { ReceiptWarning } from "../../../core/index.ts";

/** A part of a file that a reader does not see, and that was left out. */
export interface HiddenPart {
  readonly reason: keyof typeof REASONS;
  readonly text: string;
  /** Place, such as `page 3`, if the format has places. */
  readonly place?: string;
}

const REASONS = {
  "not-shown": "marked as hidden",
  transparent: "transparent",
  outside: "outside of the page",
  "no-area": "in a box without area",
  tiny: "too small to read",
  "same-colour": "in the colour of the background",
} as const;

/** Minimum number of words that make a warning, and of characters without spaces. Fewer are labels and icons. */
const MIN_WORDS = 4;
const MIN_CHARACTERS = 24;
const word = /[\p{L}\p{N}]{1,10000}/gu;
/** Maximum number of places in a message. */
const MAX_PLACES = 5;

/** Warns of hidden text: how many passages, how they were hidden, and where. The message never quotes them. */
export function warnOfHiddenText(parts: readonly HiddenPart[]): readonly ReceiptWarning[] {
  const passages = parts.filter(({ text }) => {
    const words = text.match(word) ?? [];
    return words.length >= MIN_WORDS || words.join("").length >= MIN_CHARACTERS;
  });
  if (passages.length === 0) return [];
  const count = passages.length === 1 ? "1 hidden passage was" : `${passages.length} hidden passages were`;
  const places = [...new Set(passages.flatMap(({ place }) => place ?? []))];
  const more = places.length > MAX_PLACES ? ` and ${places.length - MAX_PLACES} more` : "";
  const where = places.length === 0 ? "" : ` Places: ${places.slice(0, MAX_PLACES).join(", ")}${more}.`;
  return [{ code: "hidden-text", message: `${count} left out (${countReasons(passages)}).${where}` }];
}

function countReasons(passages: readonly HiddenPart[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of passages) counts.set(REASONS[reason], (counts.get(REASONS[reason]) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).join(", ");
}
