import type { ScoredChunk } from "../../core/index.ts";
import { estimateSimilarity, nearDuplicateSimilarity } from "../text/index.ts";
import { mergeHits } from "./merge/merge-hits.ts";
import type { MergedHit, RankedChunk } from "./merge/merged-hit.ts";
import { readWords } from "./merge/read-words.ts";
import { type Found, requireChange } from "./require-change.ts";

interface Folding extends Found {
  /** Best first. */
  readonly ranking: readonly ScoredChunk[];
  readonly limit: number;
  readonly joinedCharacters: number;
  readonly query: string;
}

/**
 * Reads as many of the ranking's chunks as fill `limit` hits after neighbours and duplicates are folded. A chunk that
 * has gone since it was found is left out.
 */
export async function foldRanking(folding: Folding, signal: AbortSignal): Promise<readonly MergedHit[]> {
  const { ranking, limit } = folding;
  const pageSize = 2 * limit + 10;
  const ranked: RankedChunk[] = [];
  const signatures = new Map<string, Uint8Array>();
  const asked = new Set(readWords(folding.query.toLowerCase()));
  const areAlike = (one: string, other: string) => {
    const [left, right] = [signatures.get(one), signatures.get(other)];
    return (
      left !== undefined && right !== undefined && (estimateSimilarity(left, right) ?? 0) >= nearDuplicateSimilarity
    );
  };
  let hits: readonly MergedHit[] = [];
  for (let start = 0; start < ranking.length && hits.length < limit; start += pageSize) {
    const page = await readRanked(folding, ranking.slice(start, start + pageSize), signal);
    ranked.push(...page);
    const ids = [...new Set(page.map(({ chunk }) => chunk.documentId))].filter((id) => !signatures.has(id));
    const read = await folding.store.signatures({ ...folding.readable, ids }, signal);
    for (const [id, signature] of read) signatures.set(id, signature);
    hits = mergeHits(ranked, { ...folding, asked, areAlike });
  }
  return hits;
}

async function readRanked(
  folding: Folding,
  page: readonly ScoredChunk[],
  signal: AbortSignal,
): Promise<readonly RankedChunk[]> {
  const { store, readable } = folding;
  const chunks = await store.readChunks({ ...readable, ids: page.map(({ chunkId }) => chunkId) }, signal);
  const documentIds = [...new Set(chunks.map(({ documentId }) => documentId))];
  const summaries = await store.readSummaries({ ...readable, ids: documentIds }, signal);
  const documents = new Map(summaries.map((summary) => [summary.id, summary]));
  const ranked = chunks.flatMap((chunk) => {
    const document = documents.get(chunk.documentId);
    return document === undefined ? [] : [{ chunk, title: document.title, uri: document.uri }];
  });
  if (ranked.length < page.length) await requireChange(folding, signal);
  return ranked;
}
