import type { GuardSpan } from "../../core/index.ts";
import type { CheckInput, CheckResult, GuardCheck } from "../guard-check.ts";
import { findPersonalData, type PersonalDataQuery } from "./find-personal-data.ts";

export interface PersonalDataOptions {
  /** Countries whose identifiers count, ISO 3166-1 in lower case. Default: all that are known. */
  readonly countries?: readonly string[];
  /** Lowest score that counts by kind, such as `{ URL: 0.9 }`. Default: 0.5; above 1 turns a kind off. */
  readonly thresholds?: Readonly<Record<string, number>>;
}

const DEFAULT_THRESHOLD = 0.5;
/** Readings of a text that people read as it is. What is decoded from digits and codes would look like numbers of people. */
const readableSteps = new Set(["normalised", "confusables", "html", "url"]);

/**
 * Creates the guard `personal-data`: numbers and addresses of people, such as cards, accounts, e-mail and social security
 * numbers. It does not find names, places and dates. The recognisers are loaded by the first call.
 */
export async function createPersonalDataCheck({
  countries,
  thresholds = {},
}: PersonalDataOptions = {}): Promise<GuardCheck> {
  const { allRecognisers } = await import("./all-recognisers.ts");
  const known = [...new Set(allRecognisers.flatMap((recogniser) => recogniser.countries ?? []))];
  const query: PersonalDataQuery = {
    recognisers: allRecognisers,
    countries: countries ?? known,
    thresholdOf: (type) => thresholds[type] ?? DEFAULT_THRESHOLD,
  };
  return {
    id: "personal-data",
    version: "1",
    cost: "rules",
    threshold: DEFAULT_THRESHOLD,
    check: (input) => check(input, query),
  };
}

function check({ views }: CheckInput, query: PersonalDataQuery): CheckResult {
  const spans: GuardSpan[] = [];
  let score = 0;
  for (const view of views()) {
    if (!view.steps.every((step) => readableSteps.has(step))) continue;
    for (const { start, end, type, evidence, score: certainty } of findPersonalData(view.text, query)) {
      score = Math.max(score, certainty);
      const span = view.toOriginal({ start, end });
      const known = spans.findIndex((other) => other.type === type && other.start < span.end && other.end > span.start);
      const { score: before = 0, ...place } = spans[known] ?? { ...span, type, evidence };
      spans.splice(known < 0 ? spans.length : known, 1, { ...place, score: Math.max(before, certainty) });
    }
  }
  return { score, spans };
}
