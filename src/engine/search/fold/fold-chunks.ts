import { setImmediate as nextTurn } from "node:timers/promises";
import { append, type ScoredChunk } from "../../../core/index.ts";
import { estimateSimilarity, nearDuplicateSimilarity } from "../../text/index.ts";
import { requireChange } from "../require-change.ts";
import type { SearchRun } from "../search-run.ts";
import type { FoldedHit, TitledChunk } from "./folded-hit.ts";
import { startFolding } from "./folding.ts";
import { readWords } from "./read-words.ts";

/** Maximum length of a span that neighbours are joined to, in UTF-16 code units. */
const MAX_JOINED_CHARACTERS = 3_000;

/**
 * Maximum number of steps of folding, about a tenth of a second, and more for each hit that is compared with others.
 */
const MAX_STEPS = 1_000_000;
const STEPS_PER_HIT = 5_000;
/** Steps of reading a chunk, its document's summary and its signature from the store. */
const STEPS_PER_READ = 300;

/** The chunks folded so far. */
export interface FoldedChunks {
  readonly hits: readonly FoldedHit[];
  /** Whether folding took all the work that it may take, so that further hits may be missing. */
  readonly isCut: boolean;
}

/** Folds lists of chunks, each deeper than the one before, so that the chunks of all lists are folded once. */
export interface ChunkFolder {
  /**
   * Folds neighbours and duplicates into hits. Reads only as many chunks as fill the limit; drops chunks that have gone
   * since they were found.
   *
   * @param order       chunks, best first
   * @param generation  of the index that found them
   */
  fold(order: readonly ScoredChunk[], generation: number | undefined): Promise<FoldedChunks>;
}

/** Creates the folder of one search. It lets others have their turn after each page. */
export function createChunkFolder(run: SearchRun): ChunkFolder {
  const { request, readable, signal } = run;
  const work = run.work.part(MAX_STEPS + STEPS_PER_HIT * request.limit);
  const pageSize = 2 * request.limit + 10;
  const signatures = new Map<string, Uint8Array>();
  const start = () =>
    startFolding({
      limit: request.limit,
      maxJoinedCharacters: MAX_JOINED_CHARACTERS,
      questionWords: new Set(readWords(request.query.toLowerCase())),
      areAlike: (left, right) => areAlike(signatures.get(left), signatures.get(right)),
      work,
    });

  let folding = start();
  let foldedIds: string[] = [];
  let foldedGeneration: number | undefined;
  let isReadingCut = false;
  /** Starts again if the order so far has changed. */
  const continueWith = (order: readonly ScoredChunk[], generation: number | undefined) => {
    const isContinued = generation === foldedGeneration && foldedIds.every((id, rank) => order[rank]?.chunkId === id);
    if (isContinued) return;
    folding = start();
    foldedIds = [];
    foldedGeneration = generation;
  };

  /**
   * Returns the chunks that are read next; none if the hits are full or the work of reading is spent. The first page is
   * always read, so that a request without work left has hits, too.
   */
  const nextPage = (order: readonly ScoredChunk[]): readonly ScoredChunk[] => {
    if (folding.hasEnded || folding.size >= request.limit) return [];
    const page = order.slice(foldedIds.length, foldedIds.length + pageSize);
    isReadingCut ||= !work.trySpend(page.length * STEPS_PER_READ) && foldedIds.length > 0;
    return isReadingCut ? [] : page;
  };

  return {
    async fold(order, generation) {
      continueWith(order, generation);
      for (let unread = nextPage(order); unread.length > 0; unread = nextPage(order)) {
        const page = await readPage(run, unread);
        if (page.length < unread.length) await requireChange(run, generation);
        append(
          foldedIds,
          unread.map(({ chunkId }) => chunkId),
        );

        const ids = [...new Set(page.map(({ chunk }) => chunk.documentId))].filter((id) => !signatures.has(id));
        const newSignatures = await run.services.store.signatures({ ...readable, ids }, signal);
        for (const [id, signature] of newSignatures) signatures.set(id, signature);
        folding.add(page);

        await nextTurn();
        signal.throwIfAborted();
      }
      return { hits: folding.hits(), isCut: isReadingCut || folding.isCut };
    },
  };
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
