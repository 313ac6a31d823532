import { defined, type IndexQuery, type ScoredChunk } from "../../../core/index.ts";
import type { CandidateLists } from "../candidates.ts";
import type { SearchRun } from "../search-run.ts";
import { foldName, readName } from "./read-name.ts";
import type { ReadQuery } from "./read-query.ts";
import { isNameAmong, selectDefinitions } from "./select-definitions.ts";

/**
 * Maximum number of chunks with the name in a heading that are looked at, best first. Most of them are read anyway, for
 * abbreviations.
 */
const MAX_CANDIDATES = 50;

type DefinitionRun = Pick<SearchRun, "services" | "readable" | "startStage" | "signal">;

/**
 * Finds the chunks of source code that define the name which the query is.
 *
 * @param query  the index query of the question
 * @returns      undefined if the query is not a name, if no chunk defines it, or if words are not searched
 */
export async function findDefinitions(
  run: DefinitionRun,
  question: ReadQuery,
  query: IndexQuery,
): Promise<CandidateLists | undefined> {
  const name = readName(question);
  const { words } = query;
  if (name === undefined || words === undefined) return undefined;
  const endStage = run.startStage("definitions");
  const lists = await searchDefinitions(run, name, { ...query, words: { ...words, limit: MAX_CANDIDATES } });
  endStage(lists?.words?.length ?? 0);
  return lists;
}

async function searchDefinitions(
  run: DefinitionRun,
  name: string,
  { vector, ...query }: IndexQuery,
): Promise<CandidateLists | undefined> {
  const { index } = run.services;
  const condition = { field: "heading", text: foldName(name), isPhrase: false, isExcluded: false } as const;
  const bounded = { ...query, conditions: [condition] };
  const { words, maxWordScore, generation, withoutVectors = [] } = await index.search(bounded, run.signal);
  const ids = await readDefinitions(run, name, words);
  if (ids.size === 0) return undefined;

  const { words: _, ...unscored } = bounded;
  const byVectors = vector && (await index.search({ ...unscored, vector }, run.signal));
  const defines = ({ chunkId }: ScoredChunk): boolean => ids.has(chunkId);
  return {
    words: words.filter(defines),
    maxWordScore,
    ...defined({ vectors: byVectors?.vectors.filter(defines) }),
    withoutVectors: withoutVectors.filter((chunkId) => ids.has(chunkId)),
    generation: byVectors === undefined || byVectors.generation === generation ? generation : undefined,
    isCut: false,
    arePhrasesCut: false,
  };
}

/** Reads the chunks that may define a name, and returns the ids of those that do. */
async function readDefinitions(
  { services: { store }, readable, signal }: DefinitionRun,
  name: string,
  candidates: readonly ScoredChunk[],
): Promise<ReadonlySet<string>> {
  const ids = candidates.map(({ chunkId }) => chunkId);
  const chunks = (await store.readChunks({ ...readable, ids }, signal)).filter(({ headingPath }) =>
    isNameAmong(headingPath, name),
  );
  const documentIds = [...new Set(chunks.map(({ documentId }) => documentId))];
  const summaries = await store.readSummaries({ ...readable, ids: documentIds }, signal);
  const documents = new Map(summaries.map((summary) => [summary.id, summary]));
  const withDocuments = chunks.flatMap((chunk) => {
    const document = documents.get(chunk.documentId);
    return document === undefined ? [] : [{ chunk, document }];
  });
  return new Set(selectDefinitions(name, withDocuments).map(({ id }) => id));
}
