import type { Hit, SearchMode } from "../core/index.ts";
import type { Lydian } from "../library/index.ts";

/** Most hits that one search gives. */
const MAX_HITS = 1_000;

interface Asked {
  readonly lydian: Pick<Lydian, "search">;
  readonly collection: string;
  readonly corpusIds: ReadonlyMap<string, string>;
  readonly query: string;
  readonly mode: SearchMode;
  /** Undefined: as the settings say. */
  readonly rerank: boolean | undefined;
  /** Documents wanted. */
  readonly limit: number;
}

/**
 * Corpus ids of the documents found, in the order of each one's best hit; a duplicate that was folded into a hit
 * follows that hit's document. Asks for more hits when too many of them are of the same documents.
 */
export async function rankDocuments(asked: Asked, signal: AbortSignal): Promise<readonly string[]> {
  const { lydian, collection, corpusIds, query, mode, limit } = asked;
  const rerank = asked.rerank === undefined ? {} : { rerank: asked.rerank };
  for (let hitLimit = limit; ; hitLimit = Math.min(2 * hitLimit, MAX_HITS)) {
    const { hits } = await lydian.search(query, { collection, mode, limit: hitLimit, signal, ...rerank });
    const documentIds = new Set(hits.flatMap(documentsOf));
    const isEnough = documentIds.size >= limit || hits.length < hitLimit || hitLimit === MAX_HITS;
    if (isEnough) return [...documentIds].flatMap((id) => corpusIds.get(id) ?? []).slice(0, limit);
  }
}

/** A chunk's id begins with its document's: `<document id>.<8 digits>.<6 digits>`. */
function documentsOf({ documentId, merged = [] }: Hit): readonly string[] {
  return [documentId, ...merged.map((chunkId) => chunkId.split(".").slice(0, -2).join("."))];
}
