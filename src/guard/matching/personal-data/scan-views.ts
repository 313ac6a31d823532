import type { GuardSpan } from "../../../core/index.ts";
import type { CheckInput, CheckResult, TextView } from "../../guard.ts";
import type { PersonalData } from "./find-personal-data.ts";

/** Readings of a text that people read as it is. Decoded digits and codes would look like numbers of people. */
const readableSteps = new Set(["normalised", "confusables", "html", "url"]);

/** Measures the readings of a text that people read as it is. A finding in several of them counts once. */
export function scanViews({ views }: CheckInput, find: (view: TextView) => readonly PersonalData[]): CheckResult {
  const spans: GuardSpan[] = [];
  let score = 0;
  for (const view of views()) {
    if (!view.steps.every((step) => readableSteps.has(step))) continue;
    for (const { start, end, type, evidence, score: certainty } of find(view)) {
      score = Math.max(score, certainty);
      const span = view.toOriginal({ start, end });
      const known = spans.findIndex((other) => other.type === type && other.start < span.end && other.end > span.start);
      const { score: before = 0, ...place } = spans[known] ?? { ...span, type, evidence };
      spans.splice(known < 0 ? spans.length : known, 1, { ...place, score: Math.max(before, certainty) });
    }
  }
  return { score, spans };
}
