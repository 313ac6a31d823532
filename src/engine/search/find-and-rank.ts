import type { StageResult } from "./explain/explain-hits.ts";
import type { QuestionVector } from "./find/embed-question.ts";
import { type Candidates, findCandidates } from "./find/find-candidates.ts";
import { findRephrased, type RephrasedCandidates, type Rephrasing } from "./find/find-rephrased.ts";
import type { ReadQuery } from "./find/read-query.ts";
import { findHolding } from "./phrases/find-holding.ts";
import { putFirst } from "./phrases/put-first.ts";
import { warnOfPhrases } from "./phrases/warn-of-phrases.ts";
import { rankCandidates } from "./rank-candidates.ts";
import type { SearchRequest, SearchServices, SearchSettings } from "./search-request.ts";
import type { StageTracer } from "./trace-stages.ts";

interface Asked {
  readonly request: SearchRequest;
  readonly asked: ReadQuery;
  readonly settings: SearchSettings;
  readonly question: Promise<QuestionVector>;
  readonly rephrasings: readonly Rephrasing[];
  /** Chunks at most of each list. */
  readonly depth: number;
}

export interface Ranked extends Pick<Candidates, "query" | "warnings" | "isCut" | "generation"> {
  /** The stages that ranked, in their order. */
  readonly ranked: readonly StageResult[];
  /** Ids of the chunks that hold the quoted words and so come first. */
  readonly held: ReadonlySet<string>;
}

/** Quoted words beside others ask for what holds them first; until that is all found, nothing else follows. */
export async function findAndRank(
  services: SearchServices,
  search: Asked,
  trace: StageTracer,
  signal: AbortSignal,
): Promise<Ranked> {
  const { asked, settings } = search;
  const candidates = await findCandidates(services, search, trace, signal);
  const { rephrased, ...found } = await searchRephrasings(services, { ...search, candidates }, trace, signal);
  const all = rankCandidates({ ...candidates, rephrased }, settings);
  const { phrases, requiresPhrases } = asked;
  const unheld = warnOfPhrases({ phrases: phrases.length, isRequired: requiresPhrases });
  const base = { ...candidates, ...found, ranked: all, held: new Set<string>() };
  if (phrases.length === 0) return base;
  if (requiresPhrases) return hasNone(all) ? { ...base, warnings: [...candidates.warnings, unheld] } : base;
  const { query } = candidates;
  const holds = await trace(
    "phrases",
    () => findHolding(services.index, { query, phrases }, signal),
    ({ words, vectors }) => Math.max(words?.length ?? 0, vectors?.length ?? 0),
  );
  const holding = rankCandidates(holds, settings);
  if (hasNone(holding)) return { ...base, warnings: [...candidates.warnings, unheld] };
  const held = new Set(holding.flatMap(({ chunks }) => chunks.map(({ chunkId }) => chunkId)));
  const generation = holds.generation === base.generation ? holds.generation : undefined;
  const isCut = base.isCut || holds.isCut;
  return { ...base, generation, isCut, held, ranked: holds.isCut ? holding : putFirst(holding, all) };
}

/** What the other phrasings find, and what is true of them and the question together. */
async function searchRephrasings(
  services: SearchServices,
  search: Asked & { readonly candidates: Candidates },
  trace: StageTracer,
  signal: AbortSignal,
): Promise<Pick<Candidates, "isCut" | "generation"> & { readonly rephrased: readonly RephrasedCandidates[] }> {
  const { isCut, generation } = search.candidates;
  if (search.rephrasings.length === 0) return { isCut, generation, rephrased: [] };
  const rephrased = await trace(
    "rephrasings",
    () => findRephrased(services, search, signal),
    (lists) => lists.reduce((sum, { words = [], vectors = [] }) => sum + Math.max(words.length, vectors.length), 0),
  );
  return {
    rephrased,
    isCut: isCut || rephrased.some((one) => one.isCut),
    generation: rephrased.every((one) => one.generation === generation) ? generation : undefined,
  };
}

function hasNone(stages: readonly StageResult[]): boolean {
  return stages.every(({ chunks }) => chunks.length === 0);
}
