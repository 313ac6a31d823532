import type { Warning } from "../../core/index.ts";
import { valuesOfKind } from "./matches-kind.ts";
import type { QuestionProfile } from "./profile-question.ts";
import type { ScoredCandidate } from "./score-candidates.ts";
import { shownText } from "./sentence-features.ts";

/** A further sentence is shown when its share comes this near to the best one's; fitted by eye on `train`. */
const nearlyAsGood = 0.6;
/** Sentences that share this much of their words say the same. */
const duplicateOverlap = 0.8;
/** To contradict, a sentence must speak of the same: it may cover this much less of the question than the best one. */
const comparableCoverage = 0.1;
const leastComparableCoverage = 0.4;

export interface ChosenSentences {
  /** In reading order. */
  readonly sentences: readonly ScoredCandidate[];
  readonly warnings: readonly Warning[];
}

/**
 * The few sentences to show: the best one; others that are nearly as good and say something else; and one of another
 * document that speaks of the same with another number or date, with the warning `sources-disagree`.
 *
 * @param scored  best first
 */
export function chooseSentences(
  scored: readonly ScoredCandidate[],
  profile: QuestionProfile,
  maxSentences: number,
): ChosenSentences {
  const best = scored[0];
  if (!best) return { sentences: [], warnings: [] };
  const rival = scored.find((other) => contradicts(best, other, profile));
  const chosen = rival ? [best, rival] : [best];
  for (const other of scored.slice(1)) {
    if (chosen.length >= maxSentences || other.share < nearlyAsGood * best.share) break;
    if (!chosen.some((shown) => shown === other || saysTheSame(shown, other))) chosen.push(other);
  }
  const sentences = inReadingOrder(chosen.slice(0, Math.max(maxSentences, rival ? 2 : 1)));
  return { sentences, warnings: rival ? [disagreement(best, rival)] : [] };
}

function contradicts(best: ScoredCandidate, other: ScoredCandidate, profile: QuestionProfile): boolean {
  if (other.candidate.passage.hit.documentId === best.candidate.passage.hit.documentId) return false;
  const floor = Math.max(leastComparableCoverage, best.features.contextCoverage - comparableCoverage);
  if (other.features.contextCoverage < floor || other.features.coverage < leastComparableCoverage) return false;
  const mine = valuesOfKind(shownText(best.candidate), profile.expected, profile.text);
  const theirs = valuesOfKind(shownText(other.candidate), profile.expected, profile.text);
  return mine.length > 0 && theirs.length > 0 && !mine.some((value) => theirs.includes(value));
}

function disagreement(best: ScoredCandidate, rival: ScoredCandidate): Warning {
  const titles = [best, rival].map(({ candidate }) => `“${candidate.passage.hit.title}”`).join(" and ");
  return {
    code: "sources-disagree",
    message: `The documents ${titles} give different values.`,
    documentId: rival.candidate.passage.hit.documentId,
  };
}

function saysTheSame(left: ScoredCandidate, right: ScoredCandidate): boolean {
  const mine = wordsOf(left.candidate.text);
  const theirs = wordsOf(right.candidate.text);
  const common = [...mine].filter((word) => theirs.has(word)).length;
  return common >= duplicateOverlap * Math.min(mine.size, theirs.size);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Documents in the order of their best passage; within a document as it reads. */
function inReadingOrder(chosen: readonly ScoredCandidate[]): readonly ScoredCandidate[] {
  const ranks = new Map<string, number>();
  for (const { candidate } of chosen) {
    const { documentId, rank } = candidate.passage.hit;
    ranks.set(documentId, Math.min(rank, ranks.get(documentId) ?? rank));
  }
  const rankOf = (item: ScoredCandidate) => ranks.get(item.candidate.passage.hit.documentId) ?? 0;
  return [...chosen].sort(
    (left, right) => rankOf(left) - rankOf(right) || left.candidate.span.start - right.candidate.span.start,
  );
}
