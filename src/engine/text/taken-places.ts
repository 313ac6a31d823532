import type { Span } from "../../core/index.ts";

/** Places of a text that are taken. */
export interface TakenPlaces {
  /** Takes all places of a span, and returns true; takes none and returns false if one of them is taken already. */
  take(span: Span): boolean;
  /** Returns whether a place of the span is taken. */
  overlaps(span: Span): boolean;
}

/** Keeps which places of a text are taken, so that overlapping spans are found in time proportional to their length. */
export function createTakenPlaces(length: number): TakenPlaces {
  const taken = new Uint8Array(length);
  const overlaps = ({ start, end }: Span) => taken.subarray(start, end).includes(1);
  return {
    overlaps,
    take: (span) => {
      if (overlaps(span)) return false;
      taken.fill(1, span.start, span.end);
      return true;
    },
  };
}
