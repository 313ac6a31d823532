import type { GuardSpan, Span } from "../../core/index.ts";
import type { Recogniser } from "./recogniser.ts";
import { scoreCandidate } from "./score-candidate.ts";

/** A piece of personal data in a text. */
export interface PersonalData extends GuardSpan {
  /** Certainty in its context, from 0 to 1. */
  readonly score: number;
}

/** Personal data to find. */
export interface PersonalDataQuery {
  readonly recognisers: readonly Recogniser[];
  /** Countries whose identifiers count, ISO 3166-1 in lower case. */
  readonly countries: readonly string[];
  /** Returns the lowest score of a kind that counts. */
  thresholdOf(type: string): number;
}

/**
 * Returns the personal data of a text, in its order and without overlaps. Of overlapping candidates, the most certain counts; of
 * equal ones, the longest, then the first recogniser's.
 */
export function findPersonalData(
  text: string,
  { recognisers, countries, thresholdOf }: PersonalDataQuery,
): readonly PersonalData[] {
  const found: PersonalData[] = [];
  for (const recogniser of recognisers) {
    if (recogniser.countries?.every((country) => !countries.includes(country))) continue;
    const { type } = recogniser;
    for (const candidate of recogniser.find(text)) {
      const score = scoreCandidate(text, candidate, recogniser);
      if (score >= thresholdOf(type)) found.push({ ...candidate.span, type, evidence: "recogniser", score });
    }
  }
  return withoutOverlaps(found);
}

function withoutOverlaps(found: readonly PersonalData[]): readonly PersonalData[] {
  const best = [...found].sort((left, right) => right.score - left.score || lengthOf(right) - lengthOf(left));
  const kept: PersonalData[] = [];
  for (const each of best) {
    if (kept.every((other) => each.end <= other.start || each.start >= other.end)) kept.push(each);
  }
  return kept.sort((left, right) => left.start - right.start);
}

const lengthOf = ({ start, end }: Span): number => end - start;
