import type { IndexQuery, ScoredChunk, Warning } from "../../../core/index.ts";
import { matchSynonyms } from "../expand/match-synonyms.ts";
import type { SearchRequest, SearchServices, SearchSettings } from "../search-request.ts";
import type { StageTracer } from "../trace-stages.ts";
import type { QuestionVector } from "./embed-question.ts";
import { findWords } from "./find-words.ts";
import type { ReadQuery } from "./read-query.ts";
import { warnOfExpansions } from "./warn-of-expansions.ts";

/** What the index found, list by list; a list that was not searched is absent. */
export interface Candidates {
  readonly words?: readonly ScoredChunk[];
  readonly vectors?: readonly ScoredChunk[];
  /** Of the index that was searched; undefined if it changed between the lists. */
  readonly generation: number | undefined;
  /** What was asked of the index, for its explanations. */
  readonly query: IndexQuery;
  readonly warnings: readonly Warning[];
  /** Whether a longer list could hold more. */
  readonly isCut: boolean;
}

interface Asked {
  readonly request: SearchRequest;
  readonly asked: ReadQuery;
  readonly question: Promise<QuestionVector>;
  readonly settings: Pick<SearchSettings, "synonyms">;
  /** Chunks at most of each list. */
  readonly depth: number;
}

/** Searches words while the question is still being embedded, then vectors. Words also stand in for missing vectors. */
export async function findCandidates(
  services: Pick<SearchServices, "index" | "store">,
  { request, asked, question, settings, depth }: Asked,
  trace: StageTracer,
  signal: AbortSignal,
): Promise<Candidates> {
  const { collection, scope, filter } = request;
  const { phrases, prefixes, requiresPhrases } = asked;
  const target: IndexQuery = {
    collection,
    scope,
    ...(filter === undefined ? {} : { filter }),
    ...(requiresPhrases ? { phrases } : {}),
  };
  const alternatives = matchSynonyms({ text: asked.words, phrases }, settings.synonyms);
  const words = {
    text: asked.words,
    limit: depth,
    correctsTypos: true,
    ...(phrases.length === 0 ? {} : { asWritten: phrases }),
    ...(alternatives.length === 0 ? {} : { alternatives }),
    ...(prefixes.length === 0 ? {} : { prefixes }),
  };
  const [byWords, byVectors] = await Promise.all([
    request.mode === "vector"
      ? undefined
      : trace(
          "words",
          () => findWords(services, { target, words, asked }, signal),
          ({ result }) => result.words.length,
        ),
    request.mode === "lexical"
      ? nothing
      : trace(
          "vectors",
          () => searchVectors(services.index, { target, question, depth, exact: request.exact ?? false }, signal),
          (found) => found.chunks.length,
        ),
  ]);
  const generations = new Set([byWords?.result.generation, byVectors.generation].filter((one) => one !== undefined));
  return {
    generation: generations.size === 1 ? [...generations][0] : undefined,
    ...(byWords === undefined ? {} : { words: byWords.result.words }),
    ...(byVectors.vector === undefined ? {} : { vectors: byVectors.chunks }),
    query: {
      ...target,
      ...(byWords === undefined ? {} : { words: byWords.words }),
      ...(byVectors.vector === undefined ? {} : { vector: byVectors.vector }),
    },
    warnings: [...warnOfExpansions(byWords?.result.expansions ?? []), ...byVectors.warnings],
    isCut: [byWords?.result.words, byVectors.chunks].some((list) => list !== undefined && list.length >= depth),
  };
}

const nothing: FoundByVectors = { chunks: [], warnings: [] };

interface FoundByVectors {
  readonly generation?: number;
  readonly vector?: NonNullable<IndexQuery["vector"]>;
  readonly chunks: readonly ScoredChunk[];
  readonly warnings: readonly Warning[];
}

async function searchVectors(
  index: SearchServices["index"],
  {
    target,
    question,
    depth,
    exact,
  }: Pick<Asked, "question" | "depth"> & {
    readonly target: IndexQuery;
    readonly exact: boolean;
  },
  signal: AbortSignal,
): Promise<FoundByVectors> {
  const embedded = await question;
  const warnings = embedded.warning === undefined ? [] : [embedded.warning];
  if (embedded.vector === undefined) return { chunks: [], warnings };
  const vector = { ...embedded.vector, limit: depth, exact };
  const found = await index.search({ ...target, vector }, signal);
  const skipped = found.chunksWithoutVectors;
  return {
    vector,
    generation: found.generation,
    chunks: found.vectors,
    warnings: skipped > 0 ? [vectorsIncomplete(target.collection, skipped)] : [],
  };
}

function vectorsIncomplete(collection: string, skipped: number): Warning {
  const chunks = skipped === 1 ? "1 chunk has" : `${skipped} chunks have`;
  return {
    code: "vectors-incomplete",
    message: `In collection "${collection}" ${chunks} no vectors yet and can be found by words only; run \`lydian embed\`.`,
  };
}
