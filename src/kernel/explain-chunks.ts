import type { ChunkExplanation, IndexQuery } from "../core/index.ts";
import { createWordExplainer } from "./lexical/index.ts";
import { isOfSpace, preparePhrases, prepareQuery, type SearchContext } from "./search-snapshot.ts";
import { isAllowed } from "./select/index.ts";
import type { LiveSegment } from "./snapshot/index.ts";
import { cosine, quantizeQuery } from "./vector/index.ts";

/** Explains the chunks of one segment. */
interface SegmentExplainer {
  readonly segment: LiveSegment;
  explain(ordinal: number): ChunkExplanation;
}

/** Why each chunk scores what it scores, in the order asked for; empty for one that the query may not find. */
export async function explainChunks(
  context: SearchContext,
  query: IndexQuery,
  chunkIds: readonly string[],
): Promise<readonly ChunkExplanation[]> {
  const explainers = await createExplainers(context, query);
  const held = await chunksHoldingPhrases(context, query, chunkIds);
  return chunkIds.map((chunkId) => (held.has(chunkId) ? explainChunk(explainers, query, chunkId) : {}));
}

async function chunksHoldingPhrases(
  context: SearchContext,
  query: IndexQuery,
  chunkIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const phrases = preparePhrases(context, query);
  if (phrases === undefined) return new Set(chunkIds);
  const held = await phrases.holding(
    chunkIds.map((chunkId) => ({ chunkId })),
    context.signal,
  );
  return new Set(held.map(({ chunkId }) => chunkId));
}

function explainChunk(explainers: readonly SegmentExplainer[], query: IndexQuery, chunkId: string): ChunkExplanation {
  for (const { segment, explain } of explainers) {
    const ordinal = segment.documents.chunkIds.indexOf(chunkId);
    if (ordinal < 0) continue;
    const allowed = segment.allowed(query.scope, query.filter);
    if (allowed === undefined || isAllowed(allowed, ordinal)) return explain(ordinal);
  }
  return {};
}

async function createExplainers(context: SearchContext, query: IndexQuery): Promise<readonly SegmentExplainer[]> {
  const { snapshot, signal } = context;
  const prepared = await prepareQuery(context, query);
  const asked = query.vector && quantizeQuery(query.vector.values);
  const explainers: SegmentExplainer[] = [];
  for (const segment of snapshot.segments) {
    const explainWords = prepared && createWordExplainer(await segment.words(signal), prepared);
    const part = query.vector && isOfSpace(segment, query.vector) ? await segment.vectors(signal) : undefined;
    const explain = (ordinal: number): ChunkExplanation => {
      const words = explainWords?.(ordinal);
      const score = part && asked ? cosine(part, ordinal, asked) : undefined;
      return {
        ...(words ? { words } : {}),
        ...(score === undefined ? {} : { vectors: { score, parts: [{ label: "cosine", value: score }] } }),
      };
    };
    explainers.push({ segment, explain });
  }
  return explainers;
}
