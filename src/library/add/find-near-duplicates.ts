import { setImmediate as nextTurn } from "node:timers/promises";
import type { DocumentQuery, NearDuplicate, SignedDocument, StoreReader } from "../../core/index.ts";
import { estimateSimilarity, nearDuplicateSimilarity } from "../../engine/text/index.ts";

const MAX_NAMED = 20;
/**
 * Finds near duplicates of documents within their collection, as far as the scope may read them. Returns at most 20 for
 * each document, most alike first, equal ones by URI. Near duplicates name each other, whichever came first. A document
 * is missed with a probability of 1 in 500 at a similarity of .8, and less above.
 *
 * Each document is looked up in a separate turn, since it may have 200 others like it, which take two milliseconds. A
 * search beside it takes a turn for each page of what it folds.
 */
export async function findNearDuplicates(
  store: Pick<StoreReader, "signatures" | "sharedBands">,
  { ids, ...query }: DocumentQuery & { readonly ids: readonly string[] },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly NearDuplicate[]>> {
  const found = new Map<string, readonly NearDuplicate[]>();
  for (const [position, id] of ids.entries()) {
    if (position > 0) await nextTurn();
    const asked = { ...query, ids: [id] };
    const signatures = await store.signatures(asked, signal);
    const others = (await store.sharedBands(asked, signal)).get(id);
    const signature = signatures.get(id);
    if (others !== undefined && signature !== undefined) found.set(id, rankAlike(signature, others));
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
