import type { IndexQuery, ScoredChunk, Warning } from "../../../core/index.ts";
import type { CandidateLists, Candidates, LiftedChunks, StageResult } from "../candidates.ts";
import { fuseWithGaps } from "./fuse-with-gaps.ts";
import type { WeightedList } from "./join-shares.ts";

/** Number of ranks of each list that take part in the fusion. */
export const FUSION_DEPTH = 100;
/** Weight of all other phrasings together; the question has the rest. */
const REPHRASINGS_WEIGHT = 1 / 3;
/** Share of a phrasing's weight that words have beside vectors, chosen on training questions. */
const WORDS_WEIGHT = 0.55;
/** Cosine of two texts that are the same. */
const MAX_COSINE = 1;

/** The candidates ranked, with the ranking of each stage. */
export interface FusedRanking extends Pick<CandidateLists, "generation" | "isCut"> {
  /** Query that the index was searched with. */
  readonly query: IndexQuery;
  /** Stages in the order in which they ran; the last one gives the order of the search. */
  readonly stages: readonly StageResult[];
  /** Chunks that contain all quoted words, or define the name that the query is, and therefore come first. */
  readonly lifted?: LiftedChunks;
  readonly warnings: readonly Warning[];
}

/**
 * Ranks the candidates by the fusion of their lists. Chunks that contain the quoted words, or define
 * the name that the query is, come before all others. If there may be more chunks with the quoted words
 * than were found, no others follow.
 */
export function fuseCandidates(
  { question, rephrased, quoted, definitions }: Candidates,
  phrases: readonly string[],
  requiresPhrases: boolean,
): FusedRanking {
  const stages = rankLists(question, rephrased);
  const { query } = question;
  const isPhraseCut = question.arePhrasesCut || quoted?.arePhrasesCut === true;
  const warnings = isPhraseCut ? [...question.warnings, PHRASES_CUT] : question.warnings;
  const ranking = { query, stages, warnings, ...joinBounds([question, ...rephrased]) };
  if (definitions !== undefined) {
    const first = rankLists(definitions);
    const bounds = joinBounds([question, ...rephrased, definitions]);
    return { ...ranking, ...bounds, stages: putFirst(first, stages), lifted: liftOf("definitions", first) };
  }
  if (phrases.length === 0) return ranking;

  const quotedStages = quoted === undefined ? [] : rankLists(quoted);
  if (isEmpty(requiresPhrases ? stages : quotedStages))
    return { ...ranking, warnings: [...warnings, warnOfPhrases(phrases.length, requiresPhrases)] };
  if (quoted === undefined) return ranking;

  return {
    ...ranking,
    ...joinBounds([question, ...rephrased, quoted]),
    stages: quoted.isCut ? quotedStages : putFirst(quotedStages, stages),
    lifted: liftOf("phrases", quotedStages),
  };
}

function liftOf(stage: LiftedChunks["stage"], stages: readonly StageResult[]): LiftedChunks {
  return { stage, ids: new Set(stages.flatMap(({ chunks }) => chunks.map(({ chunkId }) => chunkId))) };
}

function joinBounds(lists: readonly CandidateLists[]): Pick<CandidateLists, "generation" | "isCut"> {
  const generations = new Set(lists.map(({ generation }) => generation));
  return {
    generation: generations.size === 1 ? lists[0]?.generation : undefined,
    isCut: lists.some(({ isCut }) => isCut),
  };
}

/** Returns the lists of the question as stages, then their fusion with those of the other phrasings. */
function rankLists(question: CandidateLists, rephrased: readonly CandidateLists[] = []): readonly StageResult[] {
  const { words, vectors } = question;
  const stages: StageResult[] = [];
  if (words !== undefined) stages.push({ stage: "words", chunks: words });
  if (vectors !== undefined) stages.push({ stage: "vectors", chunks: vectors });
  if (stages.length + rephrased.length <= 1) return stages;

  const rephrasedShare = rephrased.length === 0 ? 0 : REPHRASINGS_WEIGHT / rephrased.length;
  const weighed = [
    weigh(question, "", rephrased.length === 0 ? 1 : 1 - REPHRASINGS_WEIGHT),
    ...rephrased.map((phrasing, index) => weigh(phrasing, ` of phrasing ${index + 1}`, rephrasedShare)),
  ];
  const lists = {
    words: weighed.flatMap((phrasing) => phrasing.words),
    vectors: weighed.flatMap((phrasing) => phrasing.vectors),
    withoutVectors: new Set(weighed.flatMap((phrasing) => phrasing.withoutVectors)),
  };
  return [...stages, { stage: "fusion", chunks: fuseWithGaps(lists, FUSION_DEPTH) }];
}

/** The lists of one phrasing with their weights. */
interface WeighedPhrasing {
  readonly words: readonly WeightedList[];
  readonly vectors: readonly WeightedList[];
  readonly withoutVectors: readonly string[];
}

/**
 * Splits the weight of a phrasing between its lists; a single list gets all of it. Without a search by vectors, it does
 * not matter which chunks have none.
 */
function weigh(lists: CandidateLists, suffix: string, weight: number): WeighedPhrasing {
  const { words, maxWordScore, vectors, withoutVectors = [] } = lists;
  const wordsShare = vectors === undefined ? 1 : WORDS_WEIGHT;
  const ofWords = { label: `words${suffix}`, weight: weight * wordsShare, maxScore: maxWordScore, absentScore: 0 };
  const vectorsShare = words === undefined ? 1 : 1 - WORDS_WEIGHT;
  const ofVectors = { label: `vectors${suffix}`, weight: weight * vectorsShare, maxScore: MAX_COSINE };
  return {
    words: words === undefined ? [] : [{ ...ofWords, chunks: words }],
    vectors: vectors === undefined ? [] : [{ ...ofVectors, chunks: vectors }],
    withoutVectors: vectors === undefined ? [] : withoutVectors,
  };
}

/**
 * Puts the chunks that come first before the others, stage by stage. Both groups keep their order and scores. Those of
 * the first come from a separate search, those of the others from the search of all chunks.
 */
function putFirst(firstStages: readonly StageResult[], stages: readonly StageResult[]): readonly StageResult[] {
  return stages.map((stage, position) => {
    const first: readonly ScoredChunk[] = firstStages[position]?.chunks ?? [];
    const ids = new Set(first.map(({ chunkId }) => chunkId));
    return { ...stage, chunks: [...first, ...stage.chunks.filter(({ chunkId }) => !ids.has(chunkId))] };
  });
}

const PHRASES_CUT: Warning = {
  code: "phrases-cut",
  message:
    "Too many passages might contain the quoted words, so only those that rank first were read for them. Add rarer words.",
};

function isEmpty(stages: readonly StageResult[]): boolean {
  return stages.every(({ chunks }) => chunks.length === 0);
}

function warnOfPhrases(count: number, isRequired: boolean): Warning {
  const quotations = count === 1 ? "the quoted words in this order" : `all ${count} quotations`;
  const outcome = isRequired
    ? "Remove the quotation marks to search the words one by one."
    : "These hits are those of the question without the quotation marks.";
  return { code: "phrase-not-found", message: `No passage that was searched contains ${quotations}. ${outcome}` };
}
