import type { EmbeddingSpace, Warning } from "../../core/index.ts";
import type { CallContext } from "../call-context.ts";
import type { ReadingHalf } from "../lydian-parts.ts";

/** Warns if documents of a collection have to be rechunked. */
export type WarnOfChunking = (collection: string, signal: AbortSignal) => Promise<readonly Warning[]>;

/**
 * Makes the function that warns of outdated chunks. It counts once for each generation, because a collection may be
 * large.
 */
export function createChunkingWarner({ parts }: Pick<CallContext, "parts">): WarnOfChunking {
  const counted = new Map<string, { readonly generation: number; readonly waiting: number }>();
  return async (name, signal) => {
    const half = await parts.read();
    const collection = await half?.store.collection(name, signal);
    if (half === undefined || collection === undefined) return [];
    const { generation, space } = collection;
    const known = counted.get(name);
    const waiting =
      known?.generation === generation ? known.waiting : await countWaiting({ parts, half }, { name, space }, signal);
    counted.set(name, { generation, waiting });
    return waiting === 0 ? [] : [describeWaiting(waiting)];
  };
}

/** Settings and open store with which a collection is counted. */
interface CountServices extends Pick<CallContext, "parts"> {
  readonly half: ReadingHalf;
}

/** Name of the collection to count, and the space of its vectors. */
interface CountedCollection {
  readonly name: string;
  readonly space: EmbeddingSpace | undefined;
}

async function countWaiting(
  { parts, half }: CountServices,
  { name, space }: CountedCollection,
  signal: AbortSignal,
): Promise<number> {
  const { chooseChunkers, countToRechunk } = await import("../../engine/ingest/index.ts");
  const services = { store: half.store, chunkerFor: chooseChunkers(parts.settings.chunking) };
  return countToRechunk(services, { collection: name, space }, signal);
}

function describeWaiting(waiting: number): Warning {
  const documents = waiting === 1 ? "1 document waits" : `${waiting} documents wait`;
  const message = `${documents} to be rechunked, because the chunking settings changed. Until then, searches find the old chunks. Run \`lydian embed\`.`;
  return { code: "chunking-outdated", message };
}
