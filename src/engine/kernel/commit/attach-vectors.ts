import {
  CollectionNotFoundError,
  describeSpaceMismatch,
  type EmbeddedVector,
  type EmbeddingSpace,
  InvalidArgumentError,
  type StoreTransaction,
} from "../../../core/index.ts";
import { type StoredVector, writeVectors } from "../segment/vectors-part.ts";
import { quantizeVector } from "../vector/quantize.ts";
import type { SegmentTables } from "./segment-tables.ts";

/** Vectors for the live chunks of a segment, in the order of the chunk ids. */
export interface PreparedVectors {
  readonly segmentId: number;
  readonly collection: string;
  readonly space: EmbeddingSpace;
  readonly rows: readonly StoredVector[];
}

/** Services and the transaction that attaching vectors works with. */
export interface AttachContext {
  readonly transaction: StoreTransaction;
  readonly tables: SegmentTables;
  readonly signal: AbortSignal;
}

/**
 * Quantises vectors of a space, except those that are quantised already.
 *
 * @throws {InvalidArgumentError} if a vector has another length than the space, or a component that is not finite
 */
export function quantizeAll(vectors: readonly EmbeddedVector[], space: EmbeddingSpace): readonly StoredVector[] {
  return vectors.map((vector) => quantize(vector, space));
}

/**
 * Quantises a vector of a space, unless it is quantised already.
 *
 * @throws {InvalidArgumentError} if it has another length than the space, or a component that is not finite
 */
export function quantize(vector: EmbeddedVector, { dimensions }: EmbeddingSpace): StoredVector {
  const { length } = vector instanceof Float32Array ? vector : vector.values;
  if (length !== dimensions)
    throw new InvalidArgumentError(`The vector has ${length} dimensions; its space has ${dimensions}.`);
  if (!(vector instanceof Float32Array)) return vector;
  if (!vector.every(Number.isFinite))
    throw new InvalidArgumentError("A vector has a component that is not a finite number.");
  return quantizeVector(vector);
}

/**
 * Attaches vectors to a segment. Returns false if the segment was dropped or lost chunks in the meantime: a segment
 * never gains chunks, so an equal number of live chunks means the same chunks.
 *
 * @throws {CollectionNotFoundError} if the collection does not exist
 * @throws {SpaceMismatchError} if the collection uses another space
 */
export async function attachVectors(
  { transaction, tables, signal }: AttachContext,
  { segmentId, collection, space, rows }: PreparedVectors,
): Promise<boolean> {
  const isNew = await checkSpace(transaction, { collection, space }, signal);
  const state = await transaction.indexState(collection, signal);
  const info = state.segments.find(({ id }) => id === segmentId);
  if (!info) return false;
  if (info.space?.fingerprint === space.fingerprint) return true;

  const { documentOfChunk } = await tables.open(transaction, info, signal);
  const dead = new Set(state.tombstones.get(segmentId));
  const remaining = rows[Symbol.iterator]();
  const live = documentOfChunk.reduce((count, document) => (dead.has(document) ? count : count + 1), 0);
  if (live !== rows.length) return false;
  const byOrdinal = Array.from(documentOfChunk, (document): StoredVector | undefined =>
    dead.has(document) ? undefined : remaining.next().value,
  );
  if (isNew) transaction.setSpace(collection, space);
  transaction.attachVectors(segmentId, space, writeVectors(space.dimensions, byOrdinal));
  transaction.advanceGeneration(collection);
  return true;
}

/**
 * Returns whether the collection has no embedding space yet.
 *
 * @throws {CollectionNotFoundError} if the collection does not exist
 * @throws {SpaceMismatchError} if the collection uses another space
 */
export async function checkSpace(
  transaction: StoreTransaction,
  offered: Pick<PreparedVectors, "collection" | "space">,
  signal: AbortSignal,
): Promise<boolean> {
  const collection = await transaction.collection(offered.collection, signal);
  if (!collection) throw new CollectionNotFoundError(`There is no collection "${offered.collection}".`);
  if (!collection.space) return true;
  if (collection.space.fingerprint === offered.space.fingerprint) return false;
  throw describeSpaceMismatch(collection.name, { held: collection.space, offered: offered.space });
}
