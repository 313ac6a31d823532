import type { Span } from "../../src/core/index.ts";

/** A document with a command in it. */
export interface PoisonedDocument {
  readonly text: string;
  /** Place of the command. */
  readonly command: Span;
}

export const POSITIONS = ["start", "middle", "end"] as const;

/**
 * Puts a command into a clean document on a separate line, as BIPIA does. The middle is the end of a sentence or line.
 */
export function poisonDocument(text: string, command: string, position: (typeof POSITIONS)[number]): PoisonedDocument {
  const place = { start: 0, middle: endNear(text, text.length / 2), end: text.length }[position];
  const before = place === 0 ? "" : `${text.slice(0, place).trimEnd()}\n`;
  const after = place === text.length ? "" : `\n${text.slice(place).trimStart()}`;
  return { text: before + command + after, command: { start: before.length, end: before.length + command.length } };
}

function endNear(text: string, place: number): number {
  const half = Math.floor(place);
  const end = text.slice(half).search(/[.!?]\s|\n/);
  return end < 0 ? text.length : half + end + 1;
}
