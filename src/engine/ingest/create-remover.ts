import { type DocumentSummary, everything } from "../../core/index.ts";
import { createGonePlaces, type GonePlaces } from "./gone-places.ts";
import { removeGone } from "./remove-gone.ts";
import type { SyncRequest, SyncServices } from "./sync-request.ts";

export interface RemoverRequest extends Pick<SyncRequest, "language" | "moves"> {
  readonly collection: string;
  /** URIs of the sources whose documents it may take out. */
  readonly sources: ReadonlySet<string>;
  /** What has gone and has not come back. */
  readonly gone: Pick<GonePlaces, "includes">;
}

/** Takes out what has gone at once, also while a sync reads files or computes vectors. */
export interface Remover {
  /** What comes while it works is taken out together. */
  remove(uris: readonly string[]): void;
  /** Settles when it is idle. */
  idle(): Promise<void>;
}

export function createRemover(
  services: Pick<SyncServices, "index" | "store" | "emit">,
  request: RemoverRequest,
  { onError, signal }: { onError(error: unknown): void; readonly signal: AbortSignal },
): Remover {
  let waiting: string[] = [];
  let running: Promise<void> | undefined;
  const work = async () => {
    while (waiting.length > 0 && !signal.aborted) {
      const uris = waiting.splice(0);
      try {
        await removeAll(services, { ...request, uris }, signal);
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

/** First the documents of these very URIs, which are found at once; then what lay below or in them. */
async function removeAll(
  services: Pick<SyncServices, "index" | "store" | "emit">,
  { uris, ...request }: RemoverRequest & { readonly uris: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  const query = { collection: request.collection, scope: everything };
  const take = async (found: readonly DocumentSummary[], isMeant: (uri: string) => boolean) => {
    const isOurs = ({ source, uri }: DocumentSummary) => request.sources.has(source ?? "") && isMeant(uri);
    const gone = found.filter(isOurs).filter(({ uri }) => request.gone.includes(uri));
    await removeGone(services, { request, gone }, signal);
    request.moves.add(gone);
  };
  await take(await services.store.readSummariesByUri({ ...query, uris }, signal), () => true);
  const places = createGonePlaces();
  places.add(uris);
  await take(await services.store.listDocuments(query, signal), places.includes);
}
