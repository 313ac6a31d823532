import {
  CollectionNotFoundError,
  type IndexState,
  type SegmentInfo,
  type SpaceSwap,
  type Store,
} from "../../../core/index.ts";
import { type StoredVector, writeVectors } from "../segment/vectors-part.ts";
import { quantizeAll } from "./attach-vectors.ts";
import type { SegmentTables } from "./segment-tables.ts";

interface SwapServices {
  readonly store: Store;
  readonly tables: SegmentTables;
}

/** Number of vectors read from the cache at once. */
const BATCH_VECTORS = 1_024;

/**
 * Replaces the vectors of all segments by those of another space, read from the cache. Returns false if a vector is
 * missing from the cache, or if a segment was added in the meantime.
 *
 * All vector parts are built in memory before the write lock is taken, so the transaction only writes them. Chunks
 * deleted in the meantime do no harm, since rows are addressed by ordinal.
 *
 * @throws {CollectionNotFoundError} if the collection does not exist
 */
export async function swapSpace(
  { store, tables }: SwapServices,
  swap: SpaceSwap,
  signal: AbortSignal,
): Promise<boolean> {
  const parts = await prepareParts({ store, tables }, swap, signal);
  if (parts === undefined) return false;
  const { collection, space, forgetOld } = swap;
  return store.transact(async (transaction) => {
    const before = await transaction.collection(collection, signal);
    if (before === undefined) throw new CollectionNotFoundError(`There is no collection "${collection}".`);
    const { segments } = await transaction.indexState(collection, signal);
    if (segments.some(({ id }) => !parts.has(id))) return false;
    for (const { id } of segments) transaction.attachVectors(id, space, parts.get(id) ?? new Uint8Array());
    transaction.setSpace(collection, space);
    const old = before.space;
    if (forgetOld && old !== undefined && old.fingerprint !== space.fingerprint) transaction.forgetCachedVectors(old);
    transaction.advanceGeneration(collection);
    return true;
  }, signal);
}

/** Builds the vector parts by segment id; undefined if a vector is missing from the cache. */
async function prepareParts(
  services: SwapServices,
  swap: SpaceSwap,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Uint8Array> | undefined> {
  const state = await services.store.indexState(swap.collection, signal);
  const parts = new Map<number, Uint8Array>();
  for (const info of state.segments) {
    const rows = await readRows(services, swap, state, info, signal);
    if (rows === undefined) return undefined;
    parts.set(info.id, writeVectors(swap.space.dimensions, rows));
  }
  return parts;
}

/** Reads a segment's vectors, one row a chunk ordinal; the row of a deleted chunk is undefined. */
async function readRows(
  { store, tables }: SwapServices,
  swap: SpaceSwap,
  state: IndexState,
  info: SegmentInfo,
  signal: AbortSignal,
): Promise<readonly (StoredVector | undefined)[] | undefined> {
  const { documentOfChunk, chunkIds } = await tables.open(store, info, signal);
  const dead = new Set(state.tombstones.get(info.id));
  const rows: (StoredVector | undefined)[] = Array.from({ length: info.chunkCount });
  const live = Array.from(rows.keys()).filter((ordinal) => !dead.has(documentOfChunk[ordinal] ?? 0));
  for (let start = 0; start < live.length; start += BATCH_VECTORS) {
    signal.throwIfAborted();
    const ordinals = live.slice(start, start + BATCH_VECTORS);
    const hashes = ordinals.map((ordinal) => swap.textHashes.get(chunkIds.at(ordinal)) ?? "");
    const cached = await store.cachedVectors(swap.space, hashes, signal);
    const vectors = hashes.flatMap((hash) => cached.get(hash) ?? []);
    if (vectors.length < ordinals.length) return undefined;
    for (const [index, row] of quantizeAll(vectors, swap.space).entries()) rows[ordinals[index] ?? 0] = row;
  }
  return rows;
}
