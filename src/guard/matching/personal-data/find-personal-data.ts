import type { GuardSpan, Span } from "../../../core/index.ts";
import { createTakenPlaces } from "../../../engine/text/index.ts";
import type { TextView } from "../../guard.ts";
import { rememberByView } from "../remember-by-view.ts";
import type { Candidate, Recogniser } from "./recogniser.ts";
import { type CandidatePlace, placeCandidate, scoreCandidate } from "./score-candidate.ts";
import { findEntities, type SequenceModel } from "./sequence/find-entities.ts";

/** A piece of personal data in a text. */
export interface PersonalData extends GuardSpan {
  /** Certainty in its context, from 0 to 1. */
  readonly score: number;
}

/** Personal data to find. */
export interface PersonalDataQuery {
  readonly recognisers: readonly Recogniser[];
  /** Returns the lowest score of a kind that counts. */
  thresholdOf(type: string): number;
  /** Model of names, places and organisations; without it, none are found. */
  readonly model?: SequenceModel;
}

/** Candidates that a function finds. Several recognisers find the same codes and tell them by their contexts. */
const placesOf = rememberByView(({ text }, find: Recogniser["find"]): readonly CandidatePlace[] =>
  Array.from(find(text), (candidate) => placeCandidate(text, candidate)),
);
/** Candidates with their certainty in their context. Several guards ask for those of the same recogniser. */
const candidatesOf = rememberByView((view, recogniser: Recogniser): readonly Candidate[] =>
  placesOf(view, recogniser.find).map((place) => ({
    span: place.span,
    score: scoreCandidate(place, recogniser),
  })),
);
const entitiesOf = rememberByView(({ text }, model: SequenceModel) => findEntities(text, model));

/**
 * Returns the personal data of a text, in its order and without overlaps. Of overlapping candidates, what a recogniser
 * found counts before what the model found, then the most certain, then the longest, then the first recogniser's.
 */
export function findPersonalData(view: Pick<TextView, "text">, query: PersonalDataQuery): readonly PersonalData[] {
  const { recognisers, thresholdOf, model } = query;
  const found: PersonalData[] = [];
  for (const recogniser of recognisers) {
    const { type } = recogniser;
    for (const { span, score } of candidatesOf(view, recogniser)) {
      if (score >= thresholdOf(type)) found.push({ ...span, type, evidence: "recogniser", score });
    }
  }
  const entities = model === undefined ? [] : entitiesOf(view, model);
  for (const { span, type, score } of entities) {
    if (score >= thresholdOf(type)) found.push({ ...span, type, evidence: "model", score });
  }
  return withoutOverlaps(found);
}

function withoutOverlaps(found: readonly PersonalData[]): readonly PersonalData[] {
  const best = [...found].sort(
    (left, right) => rankOf(left) - rankOf(right) || right.score - left.score || lengthOf(right) - lengthOf(left),
  );
  const taken = createTakenPlaces(best.reduce((last, { end }) => Math.max(last, end), 0));
  return best.filter((each) => taken.take(each)).sort((left, right) => left.start - right.start);
}

const rankOf = ({ evidence }: PersonalData): number => (evidence === "model" ? 1 : 0);

const lengthOf = ({ start, end }: Span): number => end - start;
