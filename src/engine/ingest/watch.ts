import {
  type FileWatcher,
  type Listener,
  type Source,
  type SourceReport,
  SourceUnavailableError,
  type Watching,
} from "../../core/index.ts";
import { type Completion, completeVectors } from "./complete-vectors.ts";
import { describeFailure } from "./describe-failure.ts";
import { createMoves } from "./sync/create-moves.ts";
import { sync } from "./sync.ts";
import type { SyncRequest, SyncServices } from "./sync-request.ts";
import { createRemover } from "./watch/create-remover.ts";
import { createWake, SYNC_AGAIN_MS, type Wake } from "./watch/create-wake.ts";
import { createGonePlaces, type GonePlaces } from "./watch/gone-places.ts";
import { isChange } from "./watch/is-change.ts";

const RETRY_MS = 5_000;

export interface WatchServices extends SyncServices {
  readonly watcher: FileWatcher;
  /** Runs the sync of a source, which emits its events to the listener that it gets. */
  syncing(source: Source, work: (emit: Listener) => Promise<SourceReport>): Promise<SourceReport>;
  /** Runs the computation of vectors, which emits its events to the listener that it gets. */
  embedding(work: (emit: Listener) => Promise<Completion>): Promise<Completion>;
}

export interface WatchRequest extends Omit<SyncRequest, "source" | "moves" | "isThere"> {
  readonly collection: string;
  /** Folders to watch. */
  readonly sources: readonly Source[];
  readonly embed: boolean;
}

/** Services, settings and state of one watch. */
interface WatchContext extends Pick<SyncRequest, "moves"> {
  readonly services: WatchServices;
  readonly request: WatchRequest;
  readonly gone: GonePlaces;
  readonly wake: Wake;
  fail(uri: string, error: unknown): void;
}

/**
 * Keeps folders in sync until the signal is aborted, which is its normal end. Deleted files are removed at once,
 * whatever else is going on. All other changes wait for a quiet moment, then the folders are synced. Vectors are
 * computed while nothing happens. A failure is emitted, and retried.
 *
 * @throws {SourceUnavailableError} if a folder that was never synced is not there
 */
export async function watch(services: WatchServices, request: WatchRequest, signal: AbortSignal): Promise<void> {
  const { collection, sources, language } = request;
  const { emit } = services;
  const moves = createMoves();
  const gone = createGonePlaces();
  const wake = createWake();
  const fail = (uri: string, error: unknown) => {
    const { outcome: _, ...failure } = describeFailure(uri, error);
    emit({ type: "watch-failed", ...failure });
    wake.ringLater(RETRY_MS);
  };
  const removal = { collection, language, moves, gone, sources: new Set(sources.map(({ uri }) => uri)) };
  const remover = createRemover(services, removal, { onError: (error) => fail(collection, error), signal });
  const onChanges = ({ gone: uris }: { readonly gone: readonly string[] }) => {
    gone.add(uris);
    if (uris.length > 0) remover.remove(uris);
    wake.ring();
  };

  const watched: Watching[] = [];
  try {
    for (const { uri } of sources) {
      const watching = await services.watcher.watch(uri, {
        onChanges,
        onProblem: ({ label: _, uri: place = uri, ...problem }) =>
          emit({ type: "watch-failed", uri: place, ...problem }),
      });
      watched.push(watching);
    }
    emit({ type: "watch-started", collection, sources: sources.map(({ uri }) => uri) });
    wake.ring();
    await runRounds({ services, request, moves, gone, wake, fail }, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    wake.close();
    for (const watching of watched) await watching.close();
    await remover.idle();
  }
}

async function runRounds(context: WatchContext, signal: AbortSignal): Promise<void> {
  const { request, wake, fail } = context;
  for (;;) {
    await wake.next(signal);
    for (const source of request.sources) await syncSource(context, source, signal);
    await embedUntilNews(context, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      fail(request.collection, error);
    });
  }
}

async function syncSource(context: WatchContext, source: Source, signal: AbortSignal): Promise<void> {
  const { services, request, moves, gone, wake, fail } = context;
  const { sources: _, embed: _embed, collection, ...settings } = request;
  // The next listing will not contain the places that have gone so far.
  gone.clear();
  const isThere = (uri: string) => !gone.includes(uri);
  try {
    const report = await services.syncing(source, (emit) =>
      sync({ ...services, emit }, { ...settings, source, moves, isThere }, signal),
    );
    services.emit({ type: "source-synced", collection, ...countOutcomes(report) });
    if (report.outcomes.some(isChange)) wake.ringLater(SYNC_AGAIN_MS);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SourceUnavailableError && source.syncedAt === undefined) throw error;
    fail(source.uri, error);
  }
}

/** Computes vectors until a change is reported. The missing ones are computed after the next sync. */
async function embedUntilNews({ services, request, wake }: WatchContext, signal: AbortSignal): Promise<void> {
  const news = wake.news();
  try {
    const stop = AbortSignal.any([signal, news]);
    await services.embedding((emit) => completeVectors({ ...services, emit }, request, stop));
  } catch (error) {
    if (signal.aborted || !news.aborted) throw error;
  }
}

function countOutcomes({ source, outcomes, unchanged }: SourceReport) {
  const numberOf = (kind: string) => outcomes.filter(({ outcome }) => outcome === kind).length;
  const [added, updated, moved] = [numberOf("added"), numberOf("updated"), numberOf("moved")];
  return { source, added, updated, moved, removed: numberOf("removed"), failed: numberOf("failed"), unchanged };
}
