import { type ContextPassage, findMax } from "../../../core/index.ts";
import type { ExpectedKind, QuestionProfile } from "../extract/profile-question.ts";
import type { CandidateFeatures, ScoredCandidate } from "../extract/score-candidates.ts";
import { measureReadings, type ReadingFeatures } from "./measure-readings.ts";

/** Features that the probability of a right answer is estimated from; 0 if there is nothing to measure. */
export interface EvidenceFeatures extends CandidateFeatures, ReadingFeatures {
  /** Score of the best candidate. */
  readonly score: number;
  /** Lead of the best candidate over the second. */
  readonly lead: number;
  /** Softmax of the best candidate's score among those of all candidates. */
  readonly share: number;
  readonly bestCosine: number;
  readonly bestPassageCosine: number;
  readonly terms: number;
  readonly logTerms: number;
  /** 1 if words and vectors found the same passage first. */
  readonly listsAgree: number;
  readonly hasNames: number;
  /** Number of candidates in the passage of the best candidate. */
  readonly samePassage: number;
  readonly isContextComplete: number;
  readonly isPassageComplete: number;
  readonly cosineAbovePassage: number;
  readonly asksDate: number;
  readonly asksAmount: number;
  readonly asksNumber: number;
  readonly asksName: number;
  readonly asksPlace: number;
  readonly asksReason: number;
  readonly asksDefinition: number;
}

/** Lead of a candidate without a rival. */
const LEAD_WITHOUT_RIVAL = 3;

/**
 * Measures how well the best candidate is supported.
 *
 * @param scored  best first, at least one
 */
export function measureEvidence(
  profile: QuestionProfile,
  scored: readonly [ScoredCandidate, ...(readonly ScoredCandidate[])],
  passages: readonly ContextPassage[],
): EvidenceFeatures {
  const [best, second] = scored;
  const { features } = best;
  const asks = (kind: ExpectedKind) => (profile.expected === kind ? 1 : 0);
  return {
    ...features,
    ...measureReadings(passages),
    score: best.score,
    lead: second ? best.score - second.score : LEAD_WITHOUT_RIVAL,
    share: best.share,
    bestCosine: findMax(scored.map((item) => item.features.cosine)),
    bestPassageCosine: Math.max(0, findMax(passages.map(({ hit }) => cosineOf(hit)))),
    terms: profile.terms.length,
    logTerms: Math.log(1 + profile.terms.length),
    listsAgree: passages.some(({ hit }) => isFirst(hit, "words") && isFirst(hit, "vectors")) ? 1 : 0,
    hasNames: profile.names.length > 0 ? 1 : 0,
    samePassage: scored.filter((item) => item.candidate.passage === best.candidate.passage).length,
    isContextComplete: features.contextCoverage === 1 ? 1 : 0,
    isPassageComplete: features.passageCoverage === 1 ? 1 : 0,
    cosineAbovePassage: features.cosine - features.passageCosine,
    asksDate: asks("date"),
    asksAmount: asks("amount"),
    asksNumber: asks("number"),
    asksName: asks("name"),
    asksPlace: asks("place"),
    asksReason: asks("reason"),
    asksDefinition: asks("definition"),
  };
}

type Hit = ContextPassage["hit"];

function cosineOf(hit: Hit): number {
  return hit.explanation.stages.find(({ stage }) => stage === "vectors")?.score ?? 0;
}

function isFirst(hit: Hit, list: "words" | "vectors"): boolean {
  return hit.explanation.stages.some(({ stage, rank }) => stage === list && rank === 1);
}
