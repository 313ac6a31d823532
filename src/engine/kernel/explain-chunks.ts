import type { ChunkExplanation, IndexQuery } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { createWordExplainer } from "./lexical/explain-words.ts";
import { meter } from "./metered-query.ts";
import { type PreparedQuery, prepareQuery } from "./prepare-query.ts";
import type { CheckedQuery, SearchContext } from "./search-context.ts";
import { prepareConditions } from "./search-snapshot.ts";
import { isAllowed } from "./select/bitset.ts";
import { hasVectorsOf, type LiveSegment } from "./snapshot/live-segment.ts";
import { cosine } from "./vector/cosine.ts";
import { quantizeQuery } from "./vector/quantize.ts";

/** Explains the score of each chunk, in the order of `chunkIds`; empty for a chunk that the query cannot find. */
export async function explainChunks(
  context: SearchContext,
  given: IndexQuery,
  chunkIds: readonly string[],
): Promise<readonly ChunkExplanation[]> {
  const query = meter(given, context.signal);
  const check = prepareConditions(context, query);
  const prepared = await prepareQuery(context, query);
  const explanations = new Map<string, ChunkExplanation>();
  // One segment at a time, so that they need not all be in memory at once.
  for (const [segment, ordinals] of placesOf(context, query, chunkIds)) {
    const explain = await createExplainer(context, query, prepared, segment);
    const matching = await selectMatching(context, { query, check, segment }, ordinals);
    for (const [chunkId, ordinal] of matching) explanations.set(chunkId, explain(ordinal));
  }
  return chunkIds.map((chunkId) => explanations.get(chunkId) ?? {});
}

/** Returns those of a segment's chunks that meet the query's phrases and conditions. */
async function selectMatching(
  { signal }: SearchContext,
  { query, check, segment }: CheckedQuery & { readonly segment: LiveSegment },
  ordinals: ReadonlyMap<string, number>,
): Promise<readonly (readonly [string, number])[]> {
  if (check === undefined) return [...ordinals];
  const source = await segment.words(query.scope, signal);
  const narrowed = check.narrow({ source, documents: segment.documents }, undefined);
  const candidates = [...ordinals]
    .filter(([, ordinal]) => narrowed === undefined || isAllowed(narrowed, ordinal))
    .map(([chunkId, ordinal]) => ({ chunkId, ordinal }));
  const matching = await check.selectMatches(candidates, signal);
  return matching.map(({ chunkId, ordinal }) => [chunkId, ordinal] as const);
}

/** Returns the segments in which the query can find these chunks, each with the chunks' ordinals. */
function placesOf(
  { snapshot }: SearchContext,
  query: IndexQuery,
  chunkIds: readonly string[],
): ReadonlyMap<LiveSegment, ReadonlyMap<string, number>> {
  const places = new Map<LiveSegment, Map<string, number>>();
  for (const chunkId of chunkIds) {
    for (const segment of snapshot.segments) {
      const ordinal = segment.documents.chunkIds.indexOf(chunkId);
      if (ordinal < 0) continue;
      const allowed = segment.allowed(query.scope, query.filter);
      if (allowed !== undefined && !isAllowed(allowed, ordinal)) continue;
      places.set(segment, (places.get(segment) ?? new Map()).set(chunkId, ordinal));
      break;
    }
  }
  return places;
}

async function createExplainer(
  { signal }: SearchContext,
  query: IndexQuery,
  prepared: PreparedQuery | undefined,
  segment: LiveSegment,
): Promise<(ordinal: number) => ChunkExplanation> {
  const vector = query.vector && quantizeQuery(query.vector.values);
  const source = prepared?.sourceOf.get(segment);
  const explainWords = prepared && source && createWordExplainer(source, prepared);
  const part = query.vector && hasVectorsOf(segment, query.vector.space) ? await segment.vectors(signal) : undefined;
  return (ordinal) => {
    const words = query.words?.listsDocuments === true ? { score: 0, parts: [] } : explainWords?.(ordinal);
    const isEmbedded = part !== undefined && part.scales[ordinal] !== 0;
    const score = isEmbedded && vector ? cosine(part, ordinal, vector) : undefined;
    return defined({
      words,
      vectors: score === undefined ? undefined : { score, parts: [{ label: "cosine", value: score }] },
    });
  };
}
