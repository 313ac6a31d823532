import { type DocumentSummary, everything } from "../../../core/index.ts";
import { removeGone } from "../commit/remove-gone.ts";
import type { SyncRequest, SyncServices } from "../sync-request.ts";
import { createGonePlaces, type GonePlaces } from "./gone-places.ts";

export type RemoverServices = Pick<SyncServices, "index" | "store" | "emit">;

export interface RemoverRequest extends Pick<SyncRequest, "language" | "moves"> {
  readonly collection: string;
  /** URIs of the sources whose documents it may remove. */
  readonly sources: ReadonlySet<string>;
  /** Places that have gone and have not come back. */
  readonly gone: Pick<GonePlaces, "includes">;
}

export interface RemoverOptions {
  onError(error: unknown): void;
  readonly signal: AbortSignal;
}

/** Removes documents as soon as their files are gone, also while a sync reads files or computes vectors. */
export interface Remover {
  /** Removes the documents of these URIs. URIs that come in while it works are removed together. */
  remove(uris: readonly string[]): void;
  /** Settles when nothing is left to remove. */
  idle(): Promise<void>;
}

export function createRemover(
  services: RemoverServices,
  request: RemoverRequest,
  { onError, signal }: RemoverOptions,
): Remover {
  let waiting: string[] = [];
  let running: Promise<void> | undefined;
  const work = async () => {
    while (waiting.length > 0 && !signal.aborted) {
      const uris = waiting.splice(0);
      try {
        await removeAll(services, request, uris, signal);
      } catch (error) {
        if (!signal.aborted) onError(error);
      }
    }
    running = undefined;
  };
  return {
    remove(uris) {
      waiting = [...waiting, ...uris];
      running ??= work();
    },
    idle: async () => running,
  };
}

/**
 * Removes the documents with exactly these URIs first, since they are found at once, then those below or inside of
 * them.
 */
async function removeAll(
  services: RemoverServices,
  request: RemoverRequest,
  uris: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const query = { collection: request.collection, scope: everything };
  const removeOwned = async (found: readonly DocumentSummary[], isMeant: (uri: string) => boolean) => {
    const isOurs = ({ source, uri }: DocumentSummary) => request.sources.has(source ?? "") && isMeant(uri);
    const gone = found.filter(isOurs).filter(({ uri }) => request.gone.includes(uri));
    await removeGone(services, { request, gone }, signal);
    request.moves.add(gone);
  };
  await removeOwned(await services.store.readSummariesByUri({ ...query, uris }, signal), () => true);

  const places = createGonePlaces();
  places.add(uris);
  await removeOwned(await services.store.listDocuments(query, signal), places.includes);
}
