import { BlockCorruptError, type IndexQuery, type ScoredChunk } from "../../core/index.ts";
import { keepHolding } from "./phrase/keep-holding.ts";
import type { Asked, SearchContext } from "./search-snapshot.ts";
import type { VectorsPart } from "./segment/vectors-part.ts";
import type { LiveSegment } from "./snapshot/live-segment.ts";
import { topListOver, toScoredChunks } from "./top-of-segments.ts";
import type { VectorRequest, VectorSource } from "./vector/scan.ts";
import { type LoadedVectors, searchVectorsInTurn } from "./vector/search-in-turn.ts";
import { searchVectors } from "./vector/search-vectors.ts";
import { type BegunSearch, beginWithTeam } from "./vector/search-with-team.ts";

type AskedVector = NonNullable<IndexQuery["vector"]>;

/** A search by a vector that other threads may have begun. It must be finished or abandoned. */
interface BegunByVector {
  finish(): Promise<readonly ScoredChunk[]>;
  abandon(): Promise<void>;
}

export async function beginByVector(
  context: SearchContext,
  { query, phrases }: Asked,
  vector: AskedVector,
): Promise<BegunByVector> {
  const { snapshot, signal } = context;
  const { segments } = snapshot;
  const sources: LoadedVectors[] = [];
  for (const [segment, one] of segments.entries()) {
    if (!isOfSpace(one, vector)) continue;
    const allowed = one.allowed(query.scope, query.filter, vector.languages);
    const load = () => requireVectors(one, signal);
    sources.push({ segment, load, allowed: phrases ? phrases.narrow(await one.words(signal), allowed) : allowed });
  }
  const begin = await prepareSearches(context, sources);
  const requestOf = (limit: number): VectorRequest => ({ values: vector.values, limit, exact: vector.exact ?? false });
  const finish = async (begun: BegunSearch, depth: number): Promise<readonly ScoredChunk[]> => {
    const top = topListOver(segments, depth);
    await begun.finish(top);
    signal.throwIfAborted();
    return toScoredChunks(segments, top, 1);
  };
  if (phrases === undefined) {
    const begun = await begin(requestOf(vector.limit));
    return { finish: () => finish(begun, vector.limit), abandon: begun.abandon };
  }
  const find = async (depth: number) => finish(await begin(requestOf(depth)), depth);
  return {
    finish: () => keepHolding(phrases, { limit: vector.limit, find }, signal),
    abandon: async () => undefined,
  };
}

/** Answers what begins a search over these segments. */
async function prepareSearches(
  { team, isBudgeted }: SearchContext,
  sources: readonly LoadedVectors[],
): Promise<(request: VectorRequest) => Promise<BegunSearch>> {
  const abandon = async () => undefined;
  if (isBudgeted) {
    return async (request) => ({ finish: (top) => searchVectorsInTurn(sources, request, top), abandon });
  }
  const loaded: VectorSource[] = [];
  for (const source of sources) loaded.push({ ...source, part: await source.load() });
  if (team !== undefined) return (request) => beginWithTeam(team, loaded, request);
  return async (request) => ({ finish: async (top) => searchVectors(loaded, request, top), abandon });
}

export function isOfSpace({ segment }: LiveSegment, { space }: AskedVector): boolean {
  return segment.info.space?.fingerprint === space.fingerprint;
}

/** Of a segment whose space is known: it has them. */
async function requireVectors(one: LiveSegment, signal: AbortSignal): Promise<VectorsPart> {
  const part = await one.vectors(signal);
  if (part !== undefined) return part;
  throw new BlockCorruptError(`Segment ${one.segment.info.id} has no vectors.`, { hint: "Run `lydian doctor`." });
}
