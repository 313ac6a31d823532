import { type DocumentSummary, everything } from "../../core/index.ts";
import type { IngestServices } from "./ingest-request.ts";

/** The stored documents that lie in a container, at any depth. */
export async function storedMembers(
  { store }: Pick<IngestServices, "store">,
  { collection, container }: { readonly collection: string; readonly container: string },
  signal: AbortSignal,
): Promise<readonly DocumentSummary[]> {
  const below = await store.readMembers({ collection, scope: everything, container }, signal);
  // A folder's name may end in the mark, too.
  return below.filter(({ metadata }) => metadata.container !== undefined);
}
