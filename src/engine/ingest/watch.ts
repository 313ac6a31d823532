import type { SourceReport } from "../../core/index.ts";
import { type FileWatcher, type Source, SourceUnavailableError, type Watching } from "../../core/index.ts";
import { completeVectors } from "./complete-vectors.ts";
import { createMoves } from "./create-moves.ts";
import { createRemover } from "./create-remover.ts";
import { createWake, type Wake } from "./create-wake.ts";
import { describeFailure } from "./describe-failure.ts";
import { createGonePlaces } from "./gone-places.ts";
import { sync } from "./sync.ts";
import type { SyncRequest, SyncServices } from "./sync-request.ts";

const QUIET_MS = 200;
const LONGEST_MS = 2_000;
/** A folder that was made and filled in one moment may have been watched too late: it is looked at once more. */
const LOOK_AGAIN_MS = 1_000;
const TRY_AGAIN_MS = 5_000;

export interface WatchServices extends SyncServices {
  readonly watcher: FileWatcher;
}

export interface WatchRequest extends Omit<SyncRequest, "source" | "moves" | "isThere"> {
  readonly collection: string;
  /** Folders. */
  readonly sources: readonly Source[];
  readonly embed: boolean;
}

/**
 * Keeps folders in step until it is aborted, which is its normal end. What is deleted is taken out at once, whatever else
 * is going on; all else waits until it has been quiet for a moment, and then the folders are brought in step. Vectors are
 * computed while nothing happens. What fails is told, and tried again.
 *
 * @throws {SourceUnavailableError} if a folder that was never in step is not there
 */
export async function watch(services: WatchServices, request: WatchRequest, signal: AbortSignal): Promise<void> {
  const { collection, sources, language } = request;
  const { emit } = services;
  const moves = createMoves();
  const gone = createGonePlaces();
  const wake = createWake({ quietMs: QUIET_MS, longestMs: LONGEST_MS });
  const fail = (uri: string, error: unknown) => {
    const { outcome: _, ...failure } = describeFailure(uri, error);
    emit({ type: "watch-failed", ...failure });
    wake.ringLater(TRY_AGAIN_MS);
  };
  const known = new Set(sources.map(({ uri }) => uri));
  const removal = { collection, language, moves, gone, sources: known };
  const onError = (error: unknown) => fail(collection, error);
  const remover = createRemover(services, removal, { onError, signal });
  const watched: Watching[] = [];
  try {
    for (const { uri } of sources)
      watched.push(
        await services.watcher.watch(uri, {
          onChanges: ({ gone: uris }) => {
            gone.add(uris);
            if (uris.length > 0) remover.remove(uris);
            wake.ring();
          },
          onProblem: ({ label: _, uri: place = uri, ...problem }) =>
            emit({ type: "watch-failed", uri: place, ...problem }),
        }),
      );
    emit({ type: "watch-started", collection, sources: sources.map(({ uri }) => uri) });
    wake.ring();
    await runRounds(services, { request, moves, gone, wake, fail }, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    wake.close();
    for (const one of watched) await one.close();
    await remover.idle();
  }
}

interface Rounds extends Pick<SyncRequest, "moves"> {
  readonly request: WatchRequest;
  readonly gone: ReturnType<typeof createGonePlaces>;
  readonly wake: Wake;
  fail(uri: string, error: unknown): void;
}

async function runRounds(services: WatchServices, work: Rounds, signal: AbortSignal): Promise<void> {
  const { request, moves, gone, wake, fail } = work;
  const { sources, collection, embed, ...limits } = request;
  for (;;) {
    await wake.next(signal);
    for (const source of sources) {
      // What has gone until now is not listed any more.
      gone.clear();
      const isThere = (uri: string) => !gone.includes(uri);
      try {
        const report = await sync(services, { ...limits, source, moves, isThere }, signal);
        services.emit({ type: "source-synced", collection, ...countReport(report) });
        if (report.outcomes.some(isChange)) wake.ringLater(LOOK_AGAIN_MS);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof SourceUnavailableError && source.syncedAt === undefined) throw error;
        fail(source.uri, error);
      }
    }
    await embedUntilNews(services, work, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      fail(collection, error);
    });
  }
}

/** News comes first; the vectors that are missing then are computed after it. */
async function embedUntilNews(services: WatchServices, { request, wake }: Rounds, signal: AbortSignal): Promise<void> {
  const news = wake.news();
  try {
    await completeVectors(services, request, AbortSignal.any([signal, news]));
  } catch (error) {
    if (signal.aborted || !news.aborted) throw error;
  }
}

const isChange = ({ outcome }: SourceReport["outcomes"][number]): boolean =>
  outcome !== "failed" && outcome !== "opened" && outcome !== "skipped";

function countReport({ source, outcomes, unchanged }: SourceReport) {
  const numberOf = (kind: string) => outcomes.filter(({ outcome }) => outcome === kind).length;
  const [added, updated, moved] = [numberOf("added"), numberOf("updated"), numberOf("moved")];
  return { source, added, updated, moved, removed: numberOf("removed"), failed: numberOf("failed"), unchanged };
}
