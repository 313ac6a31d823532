import type { DocumentQuery, EmbeddingSpace, Warning } from "../../core/index.ts";
import type { ChunkingOptions } from "../../engine/ingest/index.ts";
import type { LydianParts, ReadingHalf } from "../parts/lydian-parts.ts";

/** Warns if documents of a collection that the reader may see have to be rechunked. */
export type WarnOfChunking = (readable: DocumentQuery, signal: AbortSignal) => Promise<readonly Warning[]>;

/** Maximum number of cached counts. */
const MAX_COUNTS = 256;

/**
 * Makes the function that warns of outdated chunks. It counts once for each scope and generation,
 * because a collection may be large.
 */
export function createChunkingWarner({ read, settings }: Pick<LydianParts, "read" | "settings">): WarnOfChunking {
  const counted = new Map<string, { readonly generation: number; readonly waiting: number }>();
  return async (readable, signal) => {
    const half = await read();
    const collection = await half?.store.collection(readable.collection, signal);
    if (half === undefined || collection === undefined) return [];
    const { generation, space } = collection;
    const key = JSON.stringify([readable.collection, readable.scope]);
    const known = counted.get(key);
    const waiting =
      known?.generation === generation
        ? known.waiting
        : await countWaiting(half, settings.chunking, { ...readable, space }, signal);
    if (counted.size >= MAX_COUNTS && known === undefined) counted.clear();
    counted.set(key, { generation, waiting });
    return waiting === 0 ? [] : [describeWaiting(waiting)];
  };
}

async function countWaiting(
  { store }: ReadingHalf,
  chunking: ChunkingOptions,
  documents: DocumentQuery & { readonly space: EmbeddingSpace | undefined },
  signal: AbortSignal,
): Promise<number> {
  const { chooseChunkers, countToRechunk } = await import("../../engine/ingest/index.ts");
  return countToRechunk({ store, chunkerFor: chooseChunkers(chunking) }, documents, signal);
}

function describeWaiting(waiting: number): Warning {
  const documents = waiting === 1 ? "1 document waits" : `${waiting} documents wait`;
  const message = `${documents} to be rechunked, because the chunking settings changed. Until then, searches find the old chunks. Run \`lydian embed\`.`;
  return { code: "chunking-outdated", message };
}
