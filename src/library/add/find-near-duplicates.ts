import { setImmediate as nextTurn } from "node:timers/promises";
import type { DocumentQuery, NearDuplicate, SignedDocument, StoreReader } from "../../core/index.ts";
import { estimateSimilarity, nearDuplicateSimilarity } from "../../engine/text/index.ts";

const MAX_NAMED = 20;
/**
 * Number of documents that are looked up in one turn. Each may have 200 others like it, which are read
 * and compared in two milliseconds.
 */
const LOOKED_UP_AT_ONCE = 4;

/**
 * Finds near duplicates of documents within their collection, as far as the scope may read them. Returns at most 20 for
 * each document, most alike first, equal ones by URI. Near duplicates name each other, whichever came first. A document
 * is missed with a probability of 1 in 500 at a similarity of .8, and less above.
 */
export async function findNearDuplicates(
  store: Pick<StoreReader, "signatures" | "sharedBands">,
  { ids, ...query }: DocumentQuery & { readonly ids: readonly string[] },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly NearDuplicate[]>> {
  const found = new Map<string, readonly NearDuplicate[]>();
  for (let start = 0; start < ids.length; start += LOOKED_UP_AT_ONCE) {
    const asked = { ...query, ids: ids.slice(start, start + LOOKED_UP_AT_ONCE) };
    if (start > 0) await nextTurn();
    const signatures = await store.signatures(asked, signal);
    for (const [id, others] of await store.sharedBands(asked, signal)) {
      const signature = signatures.get(id);
      if (signature !== undefined) found.set(id, rankAlike(signature, others));
    }
  }
  return found;
}

function rankAlike(signature: Uint8Array, others: readonly SignedDocument[]): readonly NearDuplicate[] {
  return others
    .map(({ documentId, uri, signature: other }) => {
      return { documentId, uri, similarity: estimateSimilarity(signature, other) ?? 0 };
    })
    .filter(({ similarity }) => similarity >= nearDuplicateSimilarity)
    .sort((one, other) => other.similarity - one.similarity || (one.uri < other.uri ? -1 : 1))
    .slice(0, MAX_NAMED);
}
