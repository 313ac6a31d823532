import type { DocumentQuery, NearDuplicate, SignedDocument, StoreReader } from "../../core/index.ts";
import { estimateSimilarity, nearDuplicateSimilarity } from "../../engine/text/index.ts";

const MOST_NAMED = 20;
/** So that other work has its turn between the lookups. */
const LOOKED_UP_AT_ONCE = 100;

/**
 * For each document that exists, is readable and has a signature: the readable documents of its collection that say
 * nearly the same, most alike first, equally alike ones by URI, at most 20. Near duplicates name each other, whichever
 * came first. A document is missed with a probability of 1 in 500 at a similarity of .8, and less above.
 */
export async function findNearDuplicates(
  store: Pick<StoreReader, "signatures" | "sharedBands">,
  { ids, ...query }: DocumentQuery & { readonly ids: readonly string[] },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly NearDuplicate[]>> {
  const found = new Map<string, readonly NearDuplicate[]>();
  for (let start = 0; start < ids.length; start += LOOKED_UP_AT_ONCE) {
    const asked = { ...query, ids: ids.slice(start, start + LOOKED_UP_AT_ONCE) };
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
    .slice(0, MOST_NAMED);
}
