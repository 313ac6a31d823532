import type { Analyzer, ContextPassage, Embedder, Span } from "../../core/index.ts";
import { type EvidenceFeatures, measureEvidence } from "./abstain/measure-evidence.ts";
import { findCandidateSentences } from "./extract/find-candidate-sentences.ts";
import type { QuestionProfile } from "./extract/profile-question.ts";
import { type QuestionReading, type QuestionReadings, readInEachLanguage } from "./extract/question-readings.ts";
import {
  type EvidenceMode,
  fittedReranker,
  type ScoredCandidate,
  scoreCandidates,
} from "./extract/score-candidates.ts";
import { measureSentences, shownText } from "./extract/sentence-features.ts";
import { type MeasuredCandidate, shortlist } from "./extract/shortlist.ts";
import { measureSpans } from "./extract/span-features.ts";

export interface ExtractiveServices {
  readonly analyzer: Analyzer;
  splitSentences(text: string): readonly Span[];
  /** If absent, sentences are judged by their words alone. */
  readonly embedder?: Pick<Embedder, "embedQuery" | "embedDocuments">;
  /** The reranker that read the passages; only the one that the weights were fitted with is used. */
  readonly rerankerId?: string;
}

export interface WeighingOptions {
  /** ISO 639-1 language of documents whose own language is unknown; default `en`. */
  readonly language?: string;
  /** Maximum number of sentences that are compared by meaning; default 12. Embedding one takes about 10 ms. */
  readonly maxEmbedded?: number;
}

/** A question, and the passages that may answer it. */
export interface WeighingRequest {
  readonly question: string;
  readonly passages: readonly ContextPassage[];
  readonly options?: WeighingOptions;
}

/** Everything that was weighed for one question; the scripts that fit the weights read it too. */
export interface WeighedEvidence {
  readonly mode: EvidenceMode;
  /** Profile of the question in the language of the best candidate's document. */
  readonly profile: QuestionProfile;
  readonly readings: QuestionReadings;
  /** Candidates, best first; empty if no sentence could answer. */
  readonly scored: readonly ScoredCandidate[];
  readonly evidence?: EvidenceFeatures;
}

/** Finds, measures and orders the sentences that could answer. */
export async function weighEvidence(
  services: ExtractiveServices,
  { question, passages, options = {} }: WeighingRequest,
  signal: AbortSignal,
): Promise<WeighedEvidence> {
  const { language = "en", maxEmbedded = 12 } = options;
  const readings = await readInEachLanguage(services.analyzer, question, passages, language);
  const measured = readings.all.flatMap((reading) => measureCandidates(services, reading));
  const withReadings = services.rerankerId === fittedReranker ? addSpanFeatures(measured) : measured;
  const candidates = shortlist(withReadings, maxEmbedded);

  const searchMode = hasVectors(passages) && services.embedder ? "hybrid" : "lexical";
  const texts = candidates.map(({ candidate }) => shownText(candidate));
  const cosines = searchMode === "hybrid" ? await cosinesOf(services.embedder, question, texts, signal) : [];
  const { scored, mode } = scoreByReading(candidates, cosines, searchMode);

  const [best, ...others] = scored;
  if (best === undefined) return { mode, profile: readings.first.profile, readings, scored };
  const { profile } = readings.of(best.candidate.passage);
  return { mode, profile, readings, scored, evidence: measureEvidence(profile, [best, ...others], passages) };
}

/** Measures the sentences of the passages in one language against the question's terms in that language. */
function measureCandidates(
  services: ExtractiveServices,
  { passages, profile, analyze }: QuestionReading,
): readonly MeasuredCandidate[] {
  const candidates = passages
    .flatMap((passage) => findCandidateSentences(passage, services.splitSentences))
    .filter(({ kind, text }) => kind !== "row" || hasQuestionTerm(text, profile, analyze));
  const features = measureSentences(profile, candidates, analyze);
  return candidates.flatMap((candidate, index) => {
    const measured = features[index];
    return measured ? [{ candidate, features: measured }] : [];
  });
}

/** Adds the reader's answer scores to each sentence, if it read the passages. */
function addSpanFeatures(measured: readonly MeasuredCandidate[]): readonly MeasuredCandidate[] {
  const spans = measureSpans(measured.map(({ candidate }) => candidate));
  return measured.map((sentence, index) => ({ ...sentence, spans: spans?.[index] }));
}

interface ScoredSentences {
  readonly scored: readonly ScoredCandidate[];
  readonly mode: EvidenceMode;
}

/**
 * Scores the sentences with the reader's weights if it has read the sentence that these weights rank first.
 *
 * The reader is ignored for passages that it has not read, because of their language or since words alone found them.
 * It is ignored for table rows and codes, which its training texts lack. It is also ignored if it prefers another
 * version than the one whose year or number the question names.
 */
function scoreByReading(
  candidates: readonly MeasuredCandidate[],
  cosines: readonly number[],
  mode: EvidenceMode,
): ScoredSentences {
  const unread = { scored: scoreCandidates(candidates, cosines, mode), mode };
  if (mode !== "hybrid" || !candidates.some(({ spans }) => spans !== undefined)) return unread;

  const scored = scoreCandidates(candidates, cosines, "read");
  const [bestUnread, bestRead] = [unread.scored[0], scored[0]];
  if (bestUnread === undefined || bestRead === undefined) return unread;
  const isSameVersion = bestRead.features.missingNumbersHere <= bestUnread.features.missingNumbersHere;
  return isReadProse(bestUnread) && isReadProse(bestRead) && isSameVersion ? { scored, mode: "read" } : unread;
}

function isReadProse({ candidate, features }: ScoredCandidate): boolean {
  return candidate.passage.hit.reading !== undefined && candidate.kind !== "row" && features.identifiers === 0;
}

/** Looks at the row's own words: the header belongs to every row, so it cannot tell which row the question asks for. */
function hasQuestionTerm(row: string, profile: QuestionProfile, analyze: (text: string) => readonly string[]): boolean {
  return analyze(row).some((term) => profile.terms.includes(term));
}

/**
 * Returns false after a search by words alone, which says nothing about meaning: its evidence is weighed without
 * vectors.
 */
function hasVectors(passages: readonly ContextPassage[]): boolean {
  return passages.some(({ hit }) => hit.explanation.stages.some(({ stage }) => stage === "vectors"));
}

async function cosinesOf(
  embedder: ExtractiveServices["embedder"],
  question: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  if (!embedder || texts.length === 0) return [];
  const questionVector = await embedder.embedQuery(question, signal);
  const vectors = await embedder.embedDocuments(texts, signal);
  return vectors.map((vector) => vector.reduce((sum, value, index) => sum + value * (questionVector[index] ?? 0), 0));
}
