import type { DocumentQuery, EmbeddingSpace, Warning } from "../../core/index.ts";
import type { CallContext } from "../call-context.ts";
import type { ReadingHalf } from "../lydian-parts.ts";

/** Warns if documents of a collection that the reader may see have to be rechunked. */
export type WarnOfChunking = (readable: DocumentQuery, signal: AbortSignal) => Promise<readonly Warning[]>;

/** Maximum number of cached counts. */
const MAX_COUNTS = 256;

/**
 * Makes the function that warns of outdated chunks. It counts once for each scope and generation, because a collection may
 * be large.
 */
export function createChunkingWarner({ parts }: Pick<CallContext, "parts">): WarnOfChunking {
  const counted = new Map<string, { readonly generation: number; readonly waiting: number }>();
  return async (readable, signal) => {
    const half = await parts.read();
    const collection = await half?.store.collection(readable.collection, signal);
    if (half === undefined || collection === undefined) return [];
    const { generation, space } = collection;
    const key = JSON.stringify([readable.collection, readable.scope]);
    const known = counted.get(key);
    const waiting =
      known?.generation === generation
        ? known.waiting
        : await countWaiting({ parts, half }, { readable, space }, signal);
    if (counted.size >= MAX_COUNTS && known === undefined) counted.clear();
    counted.set(key, { generation, waiting });
    return waiting === 0 ? [] : [describeWaiting(waiting)];
  };
}

/** Settings and open store with which a collection is counted. */
interface CountServices extends Pick<CallContext, "parts"> {
  readonly half: ReadingHalf;
}

/** Documents to count, and the space of their vectors. */
interface CountedDocuments {
  readonly readable: DocumentQuery;
  readonly space: EmbeddingSpace | undefined;
}

async function countWaiting(
  { parts, half }: CountServices,
  { readable, space }: CountedDocuments,
  signal: AbortSignal,
): Promise<number> {
  const { chooseChunkers, countToRechunk } = await import("../../engine/ingest/index.ts");
  const services = { store: half.store, chunkerFor: chooseChunkers(parts.settings.chunking) };
  return countToRechunk(services, { ...readable, space }, signal);
}

function describeWaiting(waiting: number): Warning {
  const documents = waiting === 1 ? "1 document waits" : `${waiting} documents wait`;
  const message = `${documents} to be rechunked, because the chunking settings changed. Until then, searches find the old chunks. Run \`lydian embed\`.`;
  return { code: "chunking-outdated", message };
}
