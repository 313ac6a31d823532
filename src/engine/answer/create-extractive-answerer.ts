import type { Analyzer, AnswerDraft, Answerer, ContextPassage, Embedder, Span } from "../../core/index.ts";
import { estimateConfidence, thresholdOf } from "./abstain/estimate-confidence.ts";
import { type EvidenceFeatures, measureEvidence } from "./abstain/measure-evidence.ts";
import { chooseSentences } from "./extract/choose-sentences.ts";
import { citeCells } from "./extract/cite-cells.ts";
import { findCandidates } from "./extract/find-candidates.ts";
import type { QuestionProfile } from "./extract/profile-question.ts";
import { quoteCandidate } from "./extract/quote-candidate.ts";
import { type QuestionReading, type QuestionReadings, readQuestion } from "./extract/read-question.ts";
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
  /** Absent: sentences are judged by their words alone. */
  readonly embedder?: Pick<Embedder, "embedQuery" | "embedDocuments">;
  /** What has read the passages; only the one that the weights were fitted with is listened to. */
  readonly rerankerId?: string;
}

export interface ExtractiveOptions {
  /** ISO 639-1 of documents whose own language is not known, default `en`. */
  readonly language?: string;
  /** From 1, default 3; usually one is enough. */
  readonly maxSentences?: number;
  /** How many sentences are compared by meaning, at most; default 12. Embedding one takes about 10 ms. */
  readonly maxEmbedded?: number;
}

/** Everything that was weighed for one question; the scripts that fit the weights read it. */
export interface WeighedEvidence {
  readonly mode: EvidenceMode;
  /** In the language of the best candidate's document. */
  readonly profile: QuestionProfile;
  readonly readings: QuestionReadings;
  /** Best first; empty when no sentence could answer. */
  readonly scored: readonly ScoredCandidate[];
  readonly evidence?: EvidenceFeatures;
}

const nothing: AnswerDraft = { sentences: [], confidence: 0 };

/** Answers with the documents' own sentences: it can not invent. Proposes nothing where no sentence could answer. */
export function createExtractiveAnswerer(services: ExtractiveServices, options: ExtractiveOptions = {}): Answerer {
  return {
    id: "extractive",
    async answer({ question, passages }, signal) {
      const weighed = await weighEvidence(services, { question, passages, options }, signal);
      const { profile, scored, evidence, mode, readings } = weighed;
      if (!evidence) return nothing;
      const { sentences, warnings } = chooseSentences(scored, profile, options.maxSentences ?? 3);
      const confidence = estimateConfidence(evidence, mode);
      const said = sentences.map(({ candidate }, index) => {
        const reading = readings.of(candidate.passage);
        const cells = candidate.kind === "row" ? citeCells(candidate, reading.profile, reading.analyze) : [];
        return quoteCandidate(candidate, sentences[index - 1]?.candidate, cells);
      });
      return { sentences: said, confidence, threshold: thresholdOf(mode), warnings };
    },
  };
}

/** Finds, measures and orders the sentences that could answer. */
export async function weighEvidence(
  services: ExtractiveServices,
  request: {
    readonly question: string;
    readonly passages: readonly ContextPassage[];
    readonly options?: ExtractiveOptions;
  },
  signal: AbortSignal,
): Promise<WeighedEvidence> {
  const { question, passages, options = {} } = request;
  const readings = await readQuestion(services.analyzer, question, { passages, language: options.language ?? "en" });
  const measured = readings.all.flatMap((reading) => measureCandidates(services, reading));
  const read = services.rerankerId === fittedReranker ? withSpans(measured) : measured;
  const listed = shortlist(read, options.maxEmbedded ?? 12);
  const search = hasVectors(passages) && services.embedder ? "hybrid" : "lexical";
  const texts = listed.map(({ candidate }) => shownText(candidate));
  const cosines = search === "hybrid" ? await cosinesOf(services.embedder, question, texts, signal) : [];
  const { scored, mode } = scoreByReading(listed, cosines, search);
  const [best, ...others] = scored;
  const { profile } = best ? readings.of(best.candidate.passage) : readings.first;
  return best
    ? { mode, profile, readings, scored, evidence: measureEvidence(profile, [best, ...others], passages) }
    : { mode, profile, readings, scored };
}

/** The sentences of the passages in one language, compared with the question's terms in that language. */
function measureCandidates(
  services: ExtractiveServices,
  { passages, profile, analyze }: QuestionReading,
): readonly MeasuredCandidate[] {
  const candidates = passages
    .flatMap((passage) => findCandidates(passage, services.splitSentences))
    .filter((candidate) => candidate.kind !== "row" || isAskedRow(candidate.text, profile, analyze));
  const features = measureSentences(profile, candidates, analyze);
  return candidates.flatMap((candidate, index) => {
    const own = features[index];
    return own ? [{ candidate, features: own }] : [];
  });
}

/** With what a reranker that points at answers says of each sentence; as they are where none has read. */
function withSpans(measured: readonly MeasuredCandidate[]): readonly MeasuredCandidate[] {
  const spans = measureSpans(measured.map(({ candidate }) => candidate));
  return measured.map((one, index) => ({ ...one, ...(spans?.[index] && { spans: spans[index] }) }));
}

/**
 * With the reranker's weights where it has read what is then the best. Without them: what stands in a passage that it has
 * not read, as one in another language; what was found by words alone; and rows of tables and codes, which its training
 * texts have none of. Nor is it heard where it prefers another version than the one whose year or number is asked for.
 */
function scoreByReading(
  listed: readonly MeasuredCandidate[],
  cosines: readonly number[],
  mode: EvidenceMode,
): { readonly scored: readonly ScoredCandidate[]; readonly mode: EvidenceMode } {
  const unread = { scored: scoreCandidates(listed, cosines, mode), mode };
  if (mode !== "hybrid" || !listed.some(({ spans }) => spans !== undefined)) return unread;
  const scored = scoreCandidates(listed, cosines, "read");
  const [mine, theirs] = [unread.scored[0], scored[0]];
  if (mine === undefined || theirs === undefined) return unread;
  const isSameVersion = theirs.features.missingNumbersHere <= mine.features.missingNumbersHere;
  const isHeard = isReadProse(mine) && isReadProse(theirs) && isSameVersion;
  return isHeard ? { scored, mode: "read" } : unread;
}

function isReadProse({ candidate, features }: ScoredCandidate): boolean {
  return candidate.passage.hit.reading !== undefined && candidate.kind !== "row" && features.identifiers === 0;
}

/** The header speaks for every row of a table; which row is asked for, only the row's own words can tell. */
function isAskedRow(row: string, profile: QuestionProfile, analyze: (text: string) => readonly string[]): boolean {
  return analyze(row).some((term) => profile.terms.includes(term));
}

/** A search by words alone says nothing about meaning; its evidence is weighed without vectors too. */
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
  const asked = await embedder.embedQuery(question, signal);
  const vectors = await embedder.embedDocuments(texts, signal);
  return vectors.map((vector) => vector.reduce((sum, value, index) => sum + value * (asked[index] ?? 0), 0));
}
