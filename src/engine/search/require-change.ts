import { BlockCorruptError } from "../../core/index.ts";
import type { SearchRun } from "./search-run.ts";

/**
 * Checks that the collection changed since it was searched. Only then may the store lack passages that the index found,
 * or have other ones. Without a change the store is damaged, and the remaining hits would be a wrong answer.
 *
 * @param generation  of the index that was searched; undefined if two generations were
 * @throws {BlockCorruptError} if the collection has not changed
 */
export async function requireChange(
  { services: { store }, readable, signal }: SearchRun,
  generation: number | undefined,
): Promise<void> {
  const current = await store.collection(readable.collection, signal);
  if (generation === undefined || current?.generation !== generation) return;
  throw new BlockCorruptError(
    `Passages that the index of "${readable.collection}" found are not in its documents: the store's file was damaged.`,
    { hint: "Run `lydian doctor`, then `lydian doctor --repair`; or restore the store from a backup." },
  );
}
