import type { EmbeddingSpace } from "../schemas/collection.ts";
import { LydianError } from "./lydian-error.ts";

/** Another process holds the write lock. */
export class StoreBusyError extends LydianError {
  readonly code = "store-busy";
}

/** The disk or its quota is full. Everything stored before is intact. */
export class DiskFullError extends LydianError {
  readonly code = "disk-full";
}

/** The store cannot be opened, read or written: a permission, a failing disk, or a file that is not a database. */
export class StoreUnavailableError extends LydianError {
  readonly code = "store-unavailable";
}

/** The thread that writes to the store stopped during a call, for example for lack of memory. */
export class WriterStoppedError extends StoreUnavailableError {}

/** A newer version of Lydian wrote the store. */
export class StoreVersionError extends LydianError {
  readonly code = "store-version";
}

/** A store has tables, indexes, views or triggers that Lydian did not make. They could run with its next change. */
export class ForeignSchemaError extends LydianError {
  readonly code = "foreign-schema";
}

/** A store found by walking up has settings that only a trusted store may have, or belongs to another user. */
export class UntrustedStoreError extends LydianError {
  readonly code = "untrusted-store";
}

/** A block differs from its stored checksum. */
export class BlockCorruptError extends LydianError {
  readonly code = "block-corrupt";
}

/** Creates the error for a damaged store file. `finding` is a sentence without a full stop. */
export function damagedStoreError(finding: string): BlockCorruptError {
  return new BlockCorruptError(`${finding}: the store's file is damaged.`, {
    hint: "Run `lydian doctor`, then `lydian doctor --repair`. Or restore the store from a backup.",
  });
}

/** Vectors belong to another embedding space. */
export class SpaceMismatchError extends LydianError {
  readonly code = "space-mismatch";
}

/** A file is not an export, or was truncated or changed since it was written. */
export class ExportCorruptError extends LydianError {
  readonly code = "export-corrupt";
}

/** An export has an unknown format version. */
export class ExportVersionError extends LydianError {
  readonly code = "export-version";
}

/** The space of a collection's vectors, and the different space of vectors that were offered to it. */
export interface SpaceMismatch {
  readonly held: EmbeddingSpace;
  readonly offered: EmbeddingSpace;
}

/** Returns the error for vectors of another space than the collection's, with both fixes. */
export function describeSpaceMismatch(collection: string, { held, offered }: SpaceMismatch): SpaceMismatchError {
  return new SpaceMismatchError(
    `Collection "${collection}" holds ${held.dimensions}-dimensional vectors of ${held.model}; ${offered.model} gives ${offered.dimensions} dimensions, and the two cannot be compared.`,
    { hint: `Run \`lydian reindex --collection ${collection}\`, or set \`embedding.model\` back to ${held.model}.` },
  );
}

/**
 * Returns whether an error means that a database is damaged, foreign or of a later version: trying again does not help.
 */
export function isUnreadableState(error: unknown): error is LydianError {
  return [StoreUnavailableError, StoreVersionError, ForeignSchemaError].some((Kind) => error instanceof Kind);
}
