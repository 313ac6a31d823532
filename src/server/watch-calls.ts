import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { defined, InvalidArgumentError, type Job, SourceUnavailableError, type Watch } from "../core/index.ts";
import { watchSources } from "../engine/ingest/index.ts";
import { nameSource } from "../library/add/name-source.ts";
import { registerSources } from "../library/add/register-sources.ts";
import { type CallContext, collectionOf, signalOf } from "../library/call-context.ts";
import { createBell } from "./create-bell.ts";
import type { JobCalls } from "./jobs.ts";
import { startJob } from "./start-job.ts";
import type { WatchCalls } from "./watching.ts";

/** See `WatchCalls`. */
export function createWatchCalls(
  context: CallContext,
  jobs: Pick<JobCalls, "startJob" | "jobs" | "untilOver">,
): WatchCalls {
  const { parts } = context;
  const { state, clock } = parts;
  const now = () => new Date(clock.now()).toISOString();
  const news = createBell();
  const keep = async (watch: Pick<Watch, "collection" | "uri">, signal: AbortSignal): Promise<boolean> => {
    const store = await state.write();
    const isNew = !(await store.listWatches(signal)).some((one) => isSame(one, watch));
    if (isNew) await store.keepWatch({ ...watch, since: now() }, signal);
    news.ring();
    return isNew;
  };
  return {
    async addSource(name, { isWatched = false, accessLabels, depth, ...options } = {}) {
      const signal = signalOf(options);
      const collection = collectionOf(context, options);
      const uri = nameSource(parts, name);
      if (isWatched) requireWatchable(uri);
      await requireFolder(uri);
      const more = defined({ accessLabels, depth });
      const job = await startJob(context, jobs, {
        collection,
        task: { kind: "sync", sources: [uri], ...more },
        signal,
      });
      if (isWatched) await keep({ collection, uri }, signal);
      return { source: uri, job };
    },
    async setWatched(name, isWatched, options = {}) {
      const watch = { collection: collectionOf(context, options), uri: nameSource(parts, name) };
      const signal = signalOf(options);
      if (isWatched) {
        requireWatchable(watch.uri);
        await requireFolder(watch.uri);
        return keep(watch, signal);
      }
      const wasThere = (await state.read()) !== undefined && (await (await state.write()).removeWatch(watch, signal));
      news.ring();
      return wasThere;
    },
    async watchSources({ signal, onFailure = () => undefined }) {
      const services = {
        store: await state.write(),
        watcher: () => parts.watcher(),
        now,
        failed: onFailure,
        wait: news.next,
        sync: async (watch: Pick<Watch, "collection" | "uri">, stop: AbortSignal) => {
          await registerWatched(context, watch, stop);
          return jobs.untilOver((await bringInStep(jobs, watch, stop)).id, { signal: stop });
        },
      };
      await watchSources(services, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
  };
}

/** A source that is watched and was never in step becomes one of the collection; not one that is forgotten at this moment. */
async function registerWatched(
  context: CallContext,
  watch: Pick<Watch, "collection" | "uri">,
  signal: AbortSignal,
): Promise<void> {
  const { collection, uri } = watch;
  const fresh = await registerSources(context, { collection, names: [uri], options: {} }, signal);
  if (fresh.length === 0) return;
  const watches = (await (await context.parts.state.read())?.listWatches(signal)) ?? [];
  // Whoever forgets a source ends its watch first, and takes the source out then: one of both sees the other.
  if (watches.some((one) => isSame(one, watch))) return;
  await (await context.parts.write()).writer.removeSource(collection, uri, signal);
}

/** The job that waits to do it, else a new one: a job that runs has looked already at what may have changed since. */
async function bringInStep(
  jobs: Pick<JobCalls, "startJob" | "jobs">,
  { collection, uri }: Pick<Watch, "collection" | "uri">,
  signal: AbortSignal,
): Promise<Job> {
  const waiting = (await jobs.jobs({ collection, signal })).find(
    ({ status, task }) =>
      status === "waiting" && task.kind === "sync" && task.sources.length === 1 && task.sources[0] === uri,
  );
  return waiting ?? jobs.startJob({ collection, task: { kind: "sync", sources: [uri] }, signal });
}

const isSame = (one: Pick<Watch, "collection" | "uri">, other: Pick<Watch, "collection" | "uri">): boolean =>
  one.collection === other.collection && one.uri === other.uri;

function requireWatchable(uri: string): void {
  if (uri.startsWith("file:")) return;
  throw new InvalidArgumentError(`${uri} can not be watched: only folders can.`, {
    hint: "Sync an address of the web from time to time.",
  });
}

/** Said at once where it can be seen at once; of what is wrong later the source tells. */
async function requireFolder(uri: string): Promise<void> {
  if (!uri.startsWith("file:")) return;
  const path = fileURLToPath(uri);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  const what = found === undefined ? "There is nothing that can be read" : "There is no folder";
  throw new SourceUnavailableError(`${what} at ${path}.`, { hint: "Check the path, and that the server may read it." });
}
