import { damagedStoreError, type IndexQuery, type ScoredChunk } from "../../core/index.ts";
import { searchWithConditions } from "./condition/search-with-conditions.ts";
import type { CheckedQuery, SearchContext } from "./search-context.ts";
import type { VectorsPart } from "./segment/vectors-part.ts";
import { hasVectorsOf, type LiveSegment } from "./snapshot/live-segment.ts";
import { topListOver, toScoredChunks } from "./top-of-segments.ts";
import type { VectorRequest, VectorSource } from "./vector/scan.ts";
import { searchVectors } from "./vector/search-vectors.ts";
import { type RunningScan, startTeamScan } from "./vector/search-with-team.ts";

type VectorQuery = NonNullable<IndexQuery["vector"]>;

/** A vector search that other threads may already work on. The caller must finish or abandon it. */
interface RunningVectorSearch {
  finish(): Promise<readonly ScoredChunk[]>;
  abandon(): Promise<void>;
}

/**
 * Starts a search for the chunks nearest to a vector. Segments of another embedding space are skipped.
 *
 * @throws {BlockCorruptError} if a segment of the space has no vectors
 */
export async function startVectorSearch(
  context: SearchContext,
  { query, check }: CheckedQuery,
  vector: VectorQuery,
): Promise<RunningVectorSearch> {
  const { snapshot, signal } = context;
  const { segments } = snapshot;
  const sources: VectorSource[] = [];
  for (const [number, segment] of segments.entries()) {
    if (!hasVectorsOf(segment, vector.space)) continue;
    const readable = segment.allowed(query.scope, query.filter, vector.languages);
    const allowed = check
      ? check.narrow({ source: await segment.words(query.scope, signal), documents: segment.documents }, readable)
      : readable;
    sources.push({ segment: number, part: await requireVectors(segment, signal), allowed });
  }

  const start = (request: VectorRequest) => startScan(context, sources, request);
  const requestOf = (limit: number): VectorRequest => ({ values: vector.values, limit, exact: vector.exact ?? false });
  const finish = async (scan: RunningScan, depth: number): Promise<readonly ScoredChunk[]> => {
    const top = topListOver(segments, depth);
    await scan.finish(top);
    signal.throwIfAborted();
    return toScoredChunks(segments, top, 1);
  };
  if (check === undefined || !check.readsTexts) {
    const scan = await start(requestOf(vector.limit));
    return { finish: () => finish(scan, vector.limit), abandon: scan.abandon };
  }
  const find = async (depth: number) => finish(await start(requestOf(depth)), depth);
  return {
    finish: () => searchWithConditions(check, vector.limit, find, signal),
    abandon: async () => undefined,
  };
}

async function startScan(
  { team }: SearchContext,
  sources: readonly VectorSource[],
  request: VectorRequest,
): Promise<RunningScan> {
  if (team !== undefined) return startTeamScan(team, sources, request);
  return { finish: async (top) => searchVectors(sources, request, top), abandon: async () => undefined };
}

/** Loads the vectors of a segment that names a space, and so must have them. */
async function requireVectors({ segment, vectors }: LiveSegment, signal: AbortSignal): Promise<VectorsPart> {
  const part = await vectors(signal);
  if (part !== undefined) return part;
  throw damagedStoreError(`Segment ${segment.info.id} has no vectors`);
}
