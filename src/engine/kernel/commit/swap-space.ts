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

/** Vectors that are read from the cache at once: as float32 they take four times what stays of them. */
const BATCH_VECTORS = 1_024;

/**
 * Gives all segments vectors of another space. Their parts are made before the write lock is taken, and all of them are
 * in memory then, as in a reader; the transaction only writes them. Chunks that die meanwhile do no harm, since rows are
 * told by their ordinals; a segment that comes meanwhile makes the parts void (false).
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

/** By segment id; undefined if a vector is missing. */
async function prepareParts(
  services: SwapServices,
  swap: SpaceSwap,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Uint8Array> | undefined> {
  const state = await services.store.indexState(swap.collection, signal);
  const parts = new Map<number, Uint8Array>();
  for (const info of state.segments) {
    const rows = await readRows(services, { swap, state, info }, signal);
    if (rows === undefined) return undefined;
    parts.set(info.id, writeVectors(swap.space.dimensions, rows));
  }
  return parts;
}

/** One row a chunk ordinal, none for a dead chunk. */
async function readRows(
  { store, tables }: SwapServices,
  work: { readonly swap: SpaceSwap; readonly state: IndexState; readonly info: SegmentInfo },
  signal: AbortSignal,
): Promise<readonly (StoredVector | undefined)[] | undefined> {
  const { swap, state, info } = work;
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
