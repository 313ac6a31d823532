import { setTimeout } from "node:timers/promises";
import type { AddOutcome, JobCalls, Lydian, NewUpload } from "../../calls/index.ts";
import { InvalidArgumentError, type Job, JobNotFoundError, type JobOutcome } from "../../core/index.ts";
import { fromKeptJob, runJobs, toKeptJob } from "../../jobs/index.ts";
import { type CallContext, collectionOf, signalOf } from "../call-context.ts";

const MOST_LISTED = 100;
const MOST_OUTCOMES = 1_000;
/** How soon a job that another process has asked for is noticed. */
const LOOK_EVERY_MS = 1_000;

type Work = Pick<Lydian, "add" | "sync" | "reindex" | "embed">;

/** See `JobCalls`. */
export function createJobCalls(context: CallContext, work: Work): JobCalls {
  const { parts } = context;
  const { state, clock } = parts;
  let wake = new AbortController();
  const begin = async (job: Pick<Job, "id" | "collection" | "task">, signal: AbortSignal): Promise<Job> => {
    const createdAt = new Date(clock.now()).toISOString();
    const whole: Job = { ...job, status: "waiting", createdAt, progress: { files: 0, embedded: 0 }, outcomes: [] };
    await (await state.write()).keepJob(toKeptJob(whole), signal);
    wake.abort();
    return whole;
  };
  const read = async (id: string, signal: AbortSignal) => {
    const kept = await (await state.read())?.readJob(id, signal);
    return kept && fromKeptJob(kept);
  };
  return {
    upload: async (upload) => begin(await keepFiles(context, upload), signalOf(upload)),
    startJob: (job) =>
      begin({ id: parts.ids.next("job"), collection: collectionOf(context, job), task: job.task }, signalOf(job)),
    jobs: async ({ limit = MOST_LISTED, collection, ...options } = {}) => {
      const query = collection === undefined ? { limit } : { limit, collection };
      return ((await (await state.read())?.listJobs(query, signalOf(options))) ?? []).map(fromKeptJob);
    },
    job: (id, options = {}) => read(id, signalOf(options)),
    cancelJob: async (id, options = {}) => {
      const job = await read(id, signalOf(options));
      if (job === undefined)
        throw new JobNotFoundError(`No job has the id "${id}".`, { hint: "GET /api/v1/jobs shows them." });
      const cancelled: Job = { ...job, status: "cancelled", endedAt: new Date(clock.now()).toISOString() };
      const isCancelled = await (await state.write()).keepJob(toKeptJob(cancelled), signalOf(options));
      // Whoever runs one removes its files when they are no longer in use.
      if (isCancelled && job.status === "waiting") await parts.uploads.remove(id);
      return isCancelled ? cancelled : ((await read(id, signalOf(options))) ?? job);
    },
    runJobs: async ({ signal, onJob = () => undefined }) => {
      const services = {
        ...{ store: await state.write(), clock, runner: parts.ids.next("runner"), tell: onJob },
        work: (job: Job, onEvent: NonNullable<Parameters<Lydian["on"]>[0]>, stop: AbortSignal) =>
          doTask(context, { work, job, onEvent }, stop),
        clean: ({ id }: Job) => parts.uploads.remove(id),
        wait: async (stop: AbortSignal) => {
          wake = new AbortController();
          await setTimeout(LOOK_EVERY_MS, undefined, { signal: AbortSignal.any([wake.signal, stop]) }).catch(ifAborted);
        },
      };
      await runJobs(services, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
  };
}

function ifAborted(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}

async function keepFiles(
  context: CallContext,
  { files, maxFileBytes, accessLabels = [], ...options }: NewUpload,
): Promise<Pick<Job, "id" | "collection" | "task">> {
  const { uploads, ids } = context.parts;
  const signal = signalOf(options);
  const id = ids.next("job");
  const kept: { readonly uri: string; readonly sizeBytes: number }[] = [];
  try {
    for await (const { name, bytes } of files) {
      const uri = uploadUri(name, accessLabels);
      const file = { job: id, number: kept.length, bytes, maxBytes: maxFileBytes };
      kept.push({ uri, ...(await uploads.keep(file, signal)) });
    }
    if (kept.length === 0) throw new InvalidArgumentError("No file was sent.", { hint: "Send at least one." });
  } catch (error) {
    await uploads.remove(id);
    throw error;
  }
  return { id, collection: collectionOf(context, options), task: { kind: "upload", files: kept, accessLabels } };
}

/**
 * The same file sent again becomes the next version of the same document: of one for the same readers, so that nobody takes
 * the place of a document that they may not read.
 */
function uploadUri(name: string, accessLabels: readonly string[]): string {
  const parts = name
    .normalize("NFC")
    .split(/[/\\]+/)
    .filter((part) => part !== "" && part !== ".");
  if (parts.length === 0 || parts.includes(".."))
    throw new InvalidArgumentError("A file has no name, or one that leads out of its folder.", {
      hint: "Send the file's name, or its path below the folder that was chosen.",
    });
  const readers = [...accessLabels].sort().map(encodeURIComponent).join("+");
  return `upload://${readers}/${parts.map(encodeURIComponent).join("/")}`;
}

interface Task {
  readonly work: Work;
  readonly job: Job;
  readonly onEvent: NonNullable<Parameters<Lydian["on"]>[0]>;
}

async function doTask(
  { parts }: CallContext,
  { work, job, onEvent }: Task,
  signal: AbortSignal,
): Promise<Pick<Job, "outcomes">> {
  const { task, collection } = job;
  const call = { collection, onEvent, signal };
  if (task.kind === "embed") await work.embed(call);
  if (task.kind === "reindex") await work.reindex(call);
  if (task.kind === "sync") {
    const { sources } = await work.sync(task.sources.length === 0 ? undefined : task.sources, call);
    return { outcomes: toOutcomes(sources.flatMap(({ outcomes }) => outcomes)) };
  }
  if (task.kind === "fetch") {
    const { urls, depth, accessLabels } = task;
    return { outcomes: toOutcomes((await work.add(urls, { ...call, depth, accessLabels })).outcomes) };
  }
  if (task.kind !== "upload") return { outcomes: [] };
  const outcomes: AddOutcome[] = [];
  // One after the other, so that the bytes of one file are held at a time.
  for (const [number, { uri }] of task.files.entries()) {
    const content = await parts.uploads.read(job.id, number);
    const isLast = number === task.files.length - 1;
    const options = { ...call, accessLabels: task.accessLabels, embed: isLast };
    outcomes.push(...(await work.add([{ uri, content }], options)).outcomes);
  }
  return { outcomes: toOutcomes(outcomes) };
}

function toOutcomes(outcomes: readonly AddOutcome[]): readonly JobOutcome[] {
  return outcomes.slice(0, MOST_OUTCOMES).map((one) => ({
    ...{ uri: one.uri, outcome: one.outcome },
    ...("documentId" in one ? { documentId: one.documentId } : {}),
    ...(one.outcome === "failed" ? { code: one.code, message: one.message } : {}),
    ...(one.outcome === "failed" && one.hint !== undefined ? { hint: one.hint } : {}),
  }));
}
