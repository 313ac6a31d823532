import { type DocumentSummary, everything } from "../../../core/index.ts";
import type { IngestServices } from "../ingest-request.ts";

export interface ContainerReference {
  readonly collection: string;
  /** URI of the container. */
  readonly container: string;
}

/** Lists the stored documents that lie in a container, at any depth. */
export async function storedMembers(
  { store }: Pick<IngestServices, "store">,
  { collection, container }: ContainerReference,
  signal: AbortSignal,
): Promise<readonly DocumentSummary[]> {
  const below = await store.readMembers({ collection, scope: everything, container }, signal);
  // The name of a folder may end in the mark between a container and its member, too.
  return below.filter(({ metadata }) => metadata.container !== undefined);
}
