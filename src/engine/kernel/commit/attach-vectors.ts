import {
  CollectionNotFoundError,
  describeSpaceMismatch,
  type EmbeddingSpace,
  InvalidArgumentError,
  type StoreTransaction,
} from "../../../core/index.ts";
import { type StoredVector, writeVectors } from "../segment/vectors-part.ts";
import { quantizeVector } from "../vector/quantize.ts";
import type { SegmentTables } from "./segment-tables.ts";

/** Vectors for the live chunks of a segment, in the order of their ids. */
export interface PreparedVectors {
  readonly segmentId: number;
  readonly collection: string;
  readonly space: EmbeddingSpace;
  readonly rows: readonly StoredVector[];
}

/** @throws {InvalidArgumentError} for a vector of another length than the space's, or with a component that is no number */
export function quantizeAll(vectors: readonly Float32Array[], space: EmbeddingSpace): readonly StoredVector[] {
  return vectors.map((vector) => {
    if (vector.length !== space.dimensions) {
      throw new InvalidArgumentError(
        `A vector of ${vector.length} dimensions was given for a space of ${space.dimensions}.`,
      );
    }
    if (!vector.every(Number.isFinite)) throw new InvalidArgumentError("A vector has a component that is no number.");
    return quantizeVector(vector);
  });
}

/**
 * Attaches vectors to a segment. Chunks only ever die, so that as many live ones as there are vectors are the same ones.
 * Answers false if the segment has gone or lost chunks meanwhile.
 */
export async function attachVectors(
  context: { readonly transaction: StoreTransaction; readonly tables: SegmentTables; readonly signal: AbortSignal },
  { segmentId, collection, space, rows }: PreparedVectors,
): Promise<boolean> {
  const { transaction, tables, signal } = context;
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
 * Answers whether the collection has no space yet.
 *
 * @throws {SpaceMismatchError} if it has another one
 */
export async function checkSpace(
  transaction: StoreTransaction,
  offered: { readonly collection: string; readonly space: EmbeddingSpace },
  signal: AbortSignal,
): Promise<boolean> {
  const collection = await transaction.collection(offered.collection, signal);
  if (!collection) throw new CollectionNotFoundError(`There is no collection "${offered.collection}".`);
  if (!collection.space) return true;
  if (collection.space.fingerprint === offered.space.fingerprint) return false;
  throw describeSpaceMismatch(collection.name, { held: collection.space, offered: offered.space });
}
