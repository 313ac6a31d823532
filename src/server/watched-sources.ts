import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { defined, InvalidArgumentError, type Job, SourceUnavailableError } from "../core/index.ts";
import { watchSources } from "../engine/ingest/index.ts";
import { type CallOptions, collectionOf, nameSource, signalOf } from "../library/index.ts";
import { createBell } from "./create-bell.ts";
import { type Jobs, startJob } from "./jobs.ts";
import { createReporter, keepTrying } from "./keep-trying.ts";
import { isSame, registerWatched, type WatchedFolder } from "./register-watched.ts";
import type { ServerParts } from "./server-parts.ts";

/** Options of a new source that a job reads. */
export interface AddSourceOptions extends Omit<CallOptions, "onEvent"> {
  /** Whether `watchSources`, which a server calls, syncs the source from now on whenever it changes. Default: false. */
  readonly isWatched?: boolean;
  /** Access labels, as for `Lydian.sync`. */
  readonly accessLabels?: readonly string[];
  readonly depth?: number;
}

export interface AddedSource {
  /** The source's URI. */
  readonly source: string;
  /** The job that syncs it. */
  readonly job: Job;
}

/** Options of `watchSources`. */
export interface WatchingOptions {
  readonly signal: AbortSignal;
  /** Called with errors that belong to no source. Watching continues. Without it, such an error ends `watchSources`. */
  readonly onFailure?: (error: unknown) => void;
}

/** Sources that are synced while a server runs. */
export interface WatchCalls {
  /**
   * Makes a folder or a web address a source, if it is not one yet, and creates a job that syncs it.
   *
   * @throws {SourceUnavailableError} if there is no such folder
   * @throws {InvalidArgumentError} if a web address should be watched
   */
  addSource(source: string, options?: AddSourceOptions): Promise<AddedSource>;

  /**
   * Starts or stops watching a source. A watched folder that is not a source yet becomes one.
   * Returns whether anything changed.
   *
   * @throws {SourceUnavailableError} if there is no such folder
   * @throws {InvalidArgumentError} if it is a web address
   */
  setWatched(source: string, isWatched: boolean, options?: Omit<CallOptions, "onEvent">): Promise<boolean>;

  /**
   * Syncs all watched sources by jobs whenever they change, until the signal is aborted. This includes sources that are
   * watched later. `Lydian.sources` shows the problem of each source.
   */
  watchSources(options: WatchingOptions): Promise<void>;
}

/** Makes the methods of `LydianServer` about sources that are synced while a server runs. */
export function createWatchedSources(parts: ServerParts, jobs: Jobs): WatchCalls {
  const { state, clock } = parts;
  const now = () => new Date(clock.now()).toISOString();
  const changed = createBell();

  const startWatching = async (folder: WatchedFolder, signal: AbortSignal): Promise<boolean> => {
    const store = await state.write();
    const isNew = !(await store.listWatches(signal)).some((one) => isSame(one, folder));
    if (isNew) await store.keepWatch({ ...folder, since: now() }, signal);
    changed.ring();
    return isNew;
  };
  const stopWatching = async (folder: WatchedFolder, signal: AbortSignal): Promise<boolean> => {
    const wasWatched = (await state.read()) !== undefined && (await (await state.write()).removeWatch(folder, signal));
    changed.ring();
    return wasWatched;
  };

  return {
    async addSource(name, { isWatched = false, accessLabels, depth, ...options } = {}) {
      const signal = signalOf(options);
      const collection = collectionOf({ parts }, options);
      const uri = nameSource(parts, name);
      if (isWatched) requireWatchable(uri);
      await requireFolder(uri);

      const task = defined({ kind: "sync" as const, sources: [uri], accessLabels, depth });
      const job = await startJob(parts, jobs, { collection, task, signal });
      if (isWatched) await startWatching({ collection, uri }, signal);
      return { source: uri, job };
    },

    async setWatched(name, isWatched, options = {}) {
      const signal = signalOf(options);
      const folder = { collection: collectionOf({ parts }, options), uri: nameSource(parts, name) };
      if (!isWatched) return stopWatching(folder, signal);
      requireWatchable(folder.uri);
      await requireFolder(folder.uri);
      return startWatching(folder, signal);
    },

    async watchSources({ signal, onFailure }) {
      const failed = createReporter(clock, onFailure);
      const services = {
        watcher: () => parts.watcher(),
        now,
        failed: onFailure ?? (() => undefined),
        wait: changed.next,
        sync: async (folder: WatchedFolder, stop: AbortSignal) => {
          await registerWatched(parts, folder, stop);
          const job = await findOrStartSync(jobs, folder, stop);
          return jobs.untilOver(job.id, { signal: stop });
        },
      };
      const work = async (stop: AbortSignal) => watchSources({ ...services, store: await state.write() }, stop);
      await keepTrying(work, changed.next, failed, signal);
    },
  };
}

/** Returns the waiting job that syncs the folder, or starts one. A running job may have missed the latest changes. */
async function findOrStartSync(jobs: Jobs, { collection, uri }: WatchedFolder, signal: AbortSignal): Promise<Job> {
  const waiting = (await jobs.jobs({ collection, signal })).find(
    ({ status, task }) =>
      status === "waiting" && task.kind === "sync" && task.sources.length === 1 && task.sources[0] === uri,
  );
  return waiting ?? jobs.queueJob({ collection, task: { kind: "sync", sources: [uri] }, signal });
}

function requireWatchable(uri: string): void {
  if (uri.startsWith("file:")) return;
  throw new InvalidArgumentError(`${uri} cannot be watched: only folders can.`, {
    hint: "Sync a web address from time to time.",
  });
}

/** Reports a missing folder at once. Later problems show in the source's state. */
async function requireFolder(uri: string): Promise<void> {
  if (!uri.startsWith("file:")) return;
  const path = fileURLToPath(uri);
  // The error says that there is nothing that can be read, whatever the reason.
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory() === true) return;
  const problem = stats === undefined ? "There is nothing that can be read" : "There is no folder";
  throw new SourceUnavailableError(`${problem} at ${path}.`, {
    hint: "Check the path, and that the server may read it.",
  });
}
