import { type LexicalPart, type PerField, readPostings, type TermEntry } from "../segment/index.ts";
import { type Allowed, isAllowed } from "../select/index.ts";

/** Σ of the field lengths over the live chunks. */
export function liveTotals(part: LexicalPart, live: Allowed): PerField<number> {
  if (live === undefined) return part.totals;
  const sum = (lengths: Uint16Array): number =>
    lengths.reduce((total, length, ordinal) => (isAllowed(live, ordinal) ? total + length : total), 0);
  return [sum(part.lengths[0]), sum(part.lengths[1]), sum(part.lengths[2])];
}

/** How many live chunks contain the term; walks its postings only where some chunk is dead. */
export function liveCount(part: LexicalPart, live: Allowed, entry: TermEntry): number {
  if (live === undefined) return entry.count;
  const { ordinals } = readPostings(part.view, entry);
  return ordinals.reduce((count, ordinal) => (isAllowed(live, ordinal) ? count + 1 : count), 0);
}
