import { append, type ScoredChunk } from "../../../core/index.ts";
import { estimateSimilarity, nearDuplicateSimilarity } from "../../text/index.ts";
import { requireChange } from "../require-change.ts";
import type { SearchRun } from "../search-run.ts";
import type { FoldedHit, TitledChunk } from "./folded-hit.ts";
import { mergeHits } from "./merge-hits.ts";
import { readWords } from "./read-words.ts";

/** Maximum length of a span that neighbours are joined to, in UTF-16 code units. */
const MAX_JOINED_CHARACTERS = 3_000;

/** The order to fold. */
interface FoundOrder {
  /** Chunks, best first. */
  readonly order: readonly ScoredChunk[];
  /** Generation of the index that found them. */
  readonly generation: number | undefined;
}

/**
 * Folds neighbours and duplicates into hits. Reads only as many chunks as fill the limit; drops chunks that have gone since
 * they were found.
 */
export async function foldChunks(run: SearchRun, { order, generation }: FoundOrder): Promise<readonly FoldedHit[]> {
  const { request, readable, signal } = run;
  const { limit } = request;
  const pageSize = 2 * limit + 10;
  const chunks: TitledChunk[] = [];
  const signatures = new Map<string, Uint8Array>();
  const bounds = {
    limit,
    maxJoinedCharacters: MAX_JOINED_CHARACTERS,
    questionWords: new Set(readWords(request.query.toLowerCase())),
    areAlike: (left: string, right: string) => areAlike(signatures.get(left), signatures.get(right)),
  };

  let hits: readonly FoldedHit[] = [];
  for (let start = 0; start < order.length && hits.length < limit; start += pageSize) {
    const unread = order.slice(start, start + pageSize);
    const page = await readPage(run, unread);
    if (page.length < unread.length) await requireChange(run, generation);
    append(chunks, page);

    const ids = [...new Set(page.map(({ chunk }) => chunk.documentId))].filter((id) => !signatures.has(id));
    const newSignatures = await run.services.store.signatures({ ...readable, ids }, signal);
    for (const [id, signature] of newSignatures) signatures.set(id, signature);
    hits = mergeHits(chunks, bounds);
  }
  return hits;
}

function areAlike(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  return (estimateSimilarity(left, right) ?? 0) >= nearDuplicateSimilarity;
}

async function readPage(
  { services: { store }, readable, signal }: SearchRun,
  page: readonly ScoredChunk[],
): Promise<readonly TitledChunk[]> {
  const chunks = await store.readChunks({ ...readable, ids: page.map(({ chunkId }) => chunkId) }, signal);
  const documentIds = [...new Set(chunks.map(({ documentId }) => documentId))];
  const summaries = await store.readSummaries({ ...readable, ids: documentIds }, signal);
  const documents = new Map(summaries.map((summary) => [summary.id, summary]));
  return chunks.flatMap((chunk) => {
    const document = documents.get(chunk.documentId);
    if (document === undefined) return [];
    const { title, uri, metadata } = document;
    return [{ chunk, title, uri, isMember: metadata.container !== undefined }];
  });
}
