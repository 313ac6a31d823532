import type { IndexQuery, ScoredChunk, Warning } from "../../../core/index.ts";
import type { CandidateLists, Candidates, StageResult } from "../candidates.ts";
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
  /** Ids of the chunks that contain all quoted words and therefore come first. */
  readonly quotedIds: ReadonlySet<string>;
  readonly warnings: readonly Warning[];
}

/** The quotations of a question. */
interface Quotations {
  readonly phrases: readonly string[];
  readonly requiresPhrases: boolean;
}

/**
 * Ranks the candidates by the fusion of their lists. Chunks that contain the quoted words come before all others; if there
 * may be more such chunks than were found, no others follow.
 */
export function fuseCandidates(
  { question, rephrased, quoted }: Candidates,
  { phrases, requiresPhrases }: Quotations,
): FusedRanking {
  const stages = rankLists(question, rephrased);
  const { query } = question;
  const isPhraseCut = question.arePhrasesCut || quoted?.arePhrasesCut === true;
  const warnings = isPhraseCut ? [...question.warnings, PHRASES_CUT] : question.warnings;
  const ranking = { query, stages, quotedIds: new Set<string>(), warnings, ...joinBounds([question, ...rephrased]) };
  if (phrases.length === 0) return ranking;

  const quotedStages = quoted === undefined ? [] : rankLists(quoted);
  if (isEmpty(requiresPhrases ? stages : quotedStages))
    return { ...ranking, warnings: [...warnings, warnOfPhrases(phrases.length, requiresPhrases)] };
  if (quoted === undefined) return ranking;

  return {
    ...ranking,
    ...joinBounds([question, ...rephrased, quoted]),
    stages: quoted.isCut ? quotedStages : putFirst(quotedStages, stages),
    quotedIds: new Set(quotedStages.flatMap(({ chunks }) => chunks.map(({ chunkId }) => chunkId))),
  };
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
    weigh(question, { suffix: "", weight: rephrased.length === 0 ? 1 : 1 - REPHRASINGS_WEIGHT }),
    ...rephrased.map((phrasing, index) =>
      weigh(phrasing, { suffix: ` of phrasing ${index + 1}`, weight: rephrasedShare }),
    ),
  ];
  const lists = {
    words: weighed.flatMap((phrasing) => phrasing.words),
    vectors: weighed.flatMap((phrasing) => phrasing.vectors),
    withoutVectors: new Set(weighed.flatMap((phrasing) => phrasing.withoutVectors)),
  };
  return [...stages, { stage: "fusion", chunks: fuseWithGaps(lists, FUSION_DEPTH) }];
}

/** The weight of a phrasing, and the suffix of its lists' labels. */
interface PhrasingWeight {
  readonly suffix: string;
  readonly weight: number;
}

/** The lists of one phrasing with their weights. */
interface WeighedPhrasing {
  readonly words: readonly WeightedList[];
  readonly vectors: readonly WeightedList[];
  readonly withoutVectors: readonly string[];
}

/**
 * Splits the weight of a phrasing between its lists; a list that stands alone has all of it. A phrasing that was not
 * searched by vectors says nothing of chunks without vectors.
 */
function weigh(lists: CandidateLists, { suffix, weight }: PhrasingWeight): WeighedPhrasing {
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
 * Puts the chunks with the quoted words before the others, stage by stage. Both groups keep their order and scores.
 * Those of the first come from a search that requires the words, those of the others from a search without the
 * quotation marks.
 */
function putFirst(quotedStages: readonly StageResult[], stages: readonly StageResult[]): readonly StageResult[] {
  return stages.map((stage, position) => {
    const first: readonly ScoredChunk[] = quotedStages[position]?.chunks ?? [];
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
