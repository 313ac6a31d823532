import type { ChunkExplanation, IndexQuery } from "../core/index.ts";
import { explainWords, type PreparedWords } from "./lexical/index.ts";
import { isOfSpace, prepareQuery, type SearchContext } from "./search-snapshot.ts";
import { isAllowed } from "./select/index.ts";
import type { LiveSegment } from "./snapshot/index.ts";
import { cosine, quantizeQuery } from "./vector/index.ts";

/** A chunk that the query may find, by its segment and its ordinal there. */
interface Place {
  readonly segment: LiveSegment;
  readonly ordinal: number;
}

/** Why each chunk scores what it scores, in the order asked for; empty for one that the query may not find. */
export async function explainChunks(
  context: SearchContext,
  query: IndexQuery,
  chunkIds: readonly string[],
): Promise<readonly ChunkExplanation[]> {
  const prepared = query.words ? await prepareQuery(context, query.words) : undefined;
  const explanations: ChunkExplanation[] = [];
  for (const chunkId of chunkIds) {
    const place = findChunk(context.snapshot.segments, query, chunkId);
    explanations.push(place ? await explainPlace(context, query, { place, prepared }) : {});
  }
  return explanations;
}

function findChunk(segments: readonly LiveSegment[], query: IndexQuery, chunkId: string): Place | undefined {
  for (const segment of segments) {
    const ordinal = segment.documents.chunkIds.indexOf(chunkId);
    if (ordinal < 0) continue;
    const allowed = segment.allowed(query.scope, query.filter);
    if (allowed === undefined || isAllowed(allowed, ordinal)) return { segment, ordinal };
  }
  return undefined;
}

async function explainPlace(
  { signal }: SearchContext,
  query: IndexQuery,
  asked: { readonly place: Place; readonly prepared: PreparedWords | undefined },
): Promise<ChunkExplanation> {
  const { segment, ordinal } = asked.place;
  const words = asked.prepared && explainWords(await segment.words(signal), asked.prepared, ordinal);
  const part = query.vector && isOfSpace(segment, query.vector) ? await segment.vectors(signal) : undefined;
  const score = part && query.vector ? cosine(part, ordinal, quantizeQuery(query.vector.values)) : undefined;
  return {
    ...(words ? { words } : {}),
    ...(score === undefined ? {} : { vectors: { score, parts: [{ label: "cosine", value: score }] } }),
  };
}
