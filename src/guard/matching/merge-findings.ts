import type { GuardSpan } from "../../core/index.ts";
import type { CheckResult } from "../guard.ts";
import type { TextView } from "../normalise/text-view.ts";

/** A place in one reading of a text, with its certainty from 0 to 1. */
export interface Finding extends GuardSpan {
  readonly score: number;
}

/** The places that were found in one reading of a text. */
export interface ViewFindings {
  readonly view: TextView;
  readonly findings: Iterable<Finding>;
}

/**
 * Returns the places of all readings as places of the text itself. Overlapping places of one type become one, with the
 * highest of their scores and the evidence of the first.
 *
 * @returns  the places in the order of the text, and their highest score; 0 for none
 */
export function mergeFindings(found: Iterable<ViewFindings>): CheckResult {
  const places: Finding[] = [];
  for (const { view, findings } of found) {
    for (const finding of findings) {
      const span = view.toOriginal(finding);
      if (span.end > span.start) places.push({ ...finding, ...span });
    }
  }
  const spans = joinSameType(places);
  return { score: spans.reduce((highest, { score }) => Math.max(highest, score), 0), spans };
}

function joinSameType(places: readonly Finding[]): readonly Finding[] {
  const joined: Finding[] = [];
  const latest = new Map<string, number>();
  for (const place of [...places].sort((left, right) => left.start - right.start || right.end - left.end)) {
    const index = latest.get(place.type);
    const before = index === undefined ? undefined : joined[index];
    if (index === undefined || before === undefined || place.start >= before.end) {
      latest.set(place.type, joined.push(place) - 1);
    } else {
      const score = Math.max(before.score, place.score);
      joined[index] = { ...before, end: Math.max(before.end, place.end), score };
    }
  }
  return joined;
}
