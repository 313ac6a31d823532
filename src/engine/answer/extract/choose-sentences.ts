import type { Warning } from "../../../core/index.ts";
import { anyValueDiffers, valuesDiffer } from "./find-values.ts";
import type { QuestionProfile } from "./profile-question.ts";
import type { ScoredCandidate } from "./score-candidates.ts";
import { shownText } from "./sentence-features.ts";

/**
 * Minimum share of a further sentence to be shown, relative to the share of the best one; chosen by reading answers on
 * the `train` articles.
 */
const MIN_SHOWN_SHARE = 0.6;
/** Minimum share of common words at which two sentences say the same. */
const DUPLICATE_OVERLAP = 0.8;
/** Minimum share of a contradicting sentence, relative to the best one's: it must be about the same thing. */
const MIN_RIVAL_SHARE = 0.2;
/** Maximum coverage of the question that a contradicting sentence may lack, compared with the best sentence. */
const MAX_COVERAGE_LOSS = 0.1;
/** Minimum share of common words for a contradiction, if the question does not show which kind of value it asks for. */
const MIN_RIVAL_OVERLAP = 0.8;

export interface ChosenSentences {
  /** Sentences in reading order. */
  readonly sentences: readonly ScoredCandidate[];
  readonly warnings: readonly Warning[];
}

/**
 * Chooses the few sentences to show: the best one; those of other documents that give another amount, number or date
 * for the same thing, with the warning `sources-disagree`; and others that are nearly as good and say something else.
 *
 * @param scored        best first
 * @param maxSentences  maximum number of sentences, from 1
 */
export function chooseSentences(
  scored: readonly ScoredCandidate[],
  profile: QuestionProfile,
  maxSentences: number,
): ChosenSentences {
  const [best, ...others] = scored;
  if (!best) return { sentences: [], warnings: [] };
  const rivals = firstOfEachDocument(others.filter((other) => contradicts(best, other, profile)));
  const chosen = [best, ...rivals];
  for (const other of others) {
    if (other.share < MIN_SHOWN_SHARE * best.share) break;
    if (other.features.valueMissing > best.features.valueMissing) continue;
    if (!chosen.some((shown) => shown === other || saysTheSame(shown, other))) chosen.push(other);
  }
  const [rival] = rivals;
  return {
    sentences: inReadingOrder(chosen.slice(0, maxSentences)),
    warnings: rival ? [disagreement(best, rival)] : [],
  };
}

function firstOfEachDocument(scored: readonly ScoredCandidate[]): readonly ScoredCandidate[] {
  const seen = new Set<string>();
  return scored.filter(({ candidate: { passage } }) => {
    const isNew = !seen.has(passage.hit.documentId);
    seen.add(passage.hit.documentId);
    return isNew;
  });
}

function contradicts(best: ScoredCandidate, other: ScoredCandidate, profile: QuestionProfile): boolean {
  if (other.candidate.passage.hit.documentId === best.candidate.passage.hit.documentId) return false;
  if (other.share < MIN_RIVAL_SHARE * best.share) return false;
  if (other.features.coverage < best.features.coverage - MAX_COVERAGE_LOSS) return false;
  // A question that names a version asks only for that one.
  if (other.features.missingNumbersHere > best.features.missingNumbersHere) return false;
  const [mine, theirs] = [shownText(best.candidate), shownText(other.candidate)];
  return (
    valuesDiffer(mine, theirs, profile.expected) ||
    (areAlikeButForValues(mine, theirs) && anyValueDiffers(mine, theirs))
  );
}

function areAlikeButForValues(left: string, right: string): boolean {
  const [mine, theirs] = [left, right].map((text) => wordsOf(text.replace(/\p{N}+/gu, " ")));
  return (
    mine !== undefined &&
    theirs !== undefined &&
    overlap(mine, theirs) >= MIN_RIVAL_OVERLAP * Math.max(mine.size, theirs.size)
  );
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
  return overlap(mine, theirs) >= DUPLICATE_OVERLAP * Math.min(mine.size, theirs.size);
}

function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  return [...left].filter((word) => right.has(word)).length;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Orders documents by their best passage, and sentences by their place in the document. */
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
