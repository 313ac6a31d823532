import { BlockCorruptError, type DocumentQuery } from "../../core/index.ts";
import type { SearchedStore } from "./search-request.ts";

/** What was found in the index, and where it was then looked for. */
export interface Found {
  readonly store: SearchedStore;
  readonly readable: DocumentQuery;
  /** Of the index that was searched; undefined if two generations were. */
  readonly generation: number | undefined;
}

/**
 * What the index found and the store does not have, or has otherwise, was replaced or removed in between. If nothing was
 * committed in between, then the store is damaged, and the hits that are left would be a wrong answer.
 *
 * @throws {BlockCorruptError}
 */
export async function requireChange({ store, readable, generation }: Found, signal: AbortSignal): Promise<void> {
  const now = await store.collection(readable.collection, signal);
  if (generation === undefined || now?.generation !== generation) return;
  throw new BlockCorruptError(
    `Passages that the index of "${readable.collection}" found are not in its documents: the store's file was damaged.`,
    { hint: "Run `lydian doctor`, then `lydian doctor --repair`; or restore the store from a backup." },
  );
}
