import type { Job } from "../../src/core/index.ts";
import { callApi, collectionPath, createStore, type ProblemError, sendFiles, toProblem } from "../api/index.ts";
import type { ChosenFile } from "../dropping/index.ts";
import { cancelJob, followJob } from "./follow-job.ts";
import { packUploads } from "./pack-uploads.ts";

/** Upload or other task: first the files being sent, then the job that processes them. */
export interface Work {
  readonly id: number;
  readonly collection: string;
  readonly name: string;
  /** Progress of the upload, while files are being sent. */
  readonly sent?: { readonly bytes: number; readonly total: number };
  readonly job?: Job;
  readonly problem?: ProblemError;
}

/** Current tasks, which continue while the user is in another view. */
export const work = createStore<readonly Work[]>([]);

let numbered = 0;
const stops = new Map<number, AbortController>();
const listeners = new Set<(collection: string) => void>();

/** Registers a listener for changes of a collection's documents. */
export function onDocumentsChanged(listener: (collection: string) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellDocumentsChanged(collection: string): void {
  for (const listener of listeners) listener(collection);
}

function change(id: number, next: Partial<Work>): void {
  work.set(work.get().map((one) => (one.id === id ? { ...one, ...next } : one)));
}

function begin(item: Omit<Work, "id">): { readonly id: number; readonly signal: AbortSignal } {
  numbered += 1;
  const stop = new AbortController();
  stops.set(numbered, stop);
  work.set([...work.get(), { id: numbered, ...item }]);
  return { id: numbered, signal: stop.signal };
}

/** Sends files pack by pack, and follows the job of each pack. */
export async function upload(collection: string, files: readonly ChosenFile[]): Promise<void> {
  const packs = packUploads(files).map((pack) => ({
    pack,
    ...begin({ collection, name: namePack(pack), sent: sizeOfPack(pack) }),
  }));
  for (const { pack, id, signal } of packs)
    await attempt(id, signal, async () => {
      const job = await sendFiles<Job>(collectionPath(collection, "documents"), {
        files: pack,
        signal,
        onProgress: (bytes, total) => change(id, { sent: { bytes, total } }),
      });
      // The next pack is sent while the server processes this one.
      void attempt(id, signal, () => follow(id, job, signal));
    });
}

export function startJob(collection: string, name: string, task: object): Promise<void> {
  const path = collectionPath(collection, "jobs");
  return start({ collection, name }, (signal) => callApi<Job>(path, { method: "POST", body: task, signal }));
}

/** Folder or web address that becomes a source. */
export interface NewSource {
  readonly uri: string;
  readonly watch: boolean;
}

/** Makes a folder or an address a source, and follows the job that reads it. */
export function addSource(collection: string, source: NewSource): Promise<void> {
  const path = collectionPath(collection, "sources");
  return start({ collection, name: source.uri }, async (signal) => {
    const { job } = await callApi<{ readonly job: Job }>(path, { method: "POST", body: source, signal });
    return job;
  });
}

async function start(item: Omit<Work, "id">, ask: (signal: AbortSignal) => Promise<Job>): Promise<void> {
  const { id, signal } = begin(item);
  await attempt(id, signal, async () => follow(id, await ask(signal), signal));
}

/** Follows jobs that were started elsewhere, or by this page before it was reloaded. */
export async function adoptJobs(jobs: readonly Job[], nameOf: (job: Job) => string): Promise<void> {
  const known = new Set(work.get().flatMap(({ job }) => (job === undefined ? [] : [job.id])));
  const fresh = jobs.filter((job) => !known.has(job.id));
  await Promise.all(
    fresh.map((job) => {
      const { id, signal } = begin({ collection: job.collection, name: nameOf(job), job });
      return attempt(id, signal, () => follow(id, job, signal));
    }),
  );
}

export async function cancel({ id, job }: Work): Promise<void> {
  if (job === undefined) stops.get(id)?.abort();
  else change(id, { job: await cancelJob(job.id) });
}

export function dismiss(id: number): void {
  stops.delete(id);
  work.set(work.get().filter((one) => one.id !== id));
}

async function follow(id: number, job: Job, signal: AbortSignal): Promise<void> {
  let filesSeen = -1;
  change(id, { job });
  await followJob(
    job.id,
    (next) => {
      change(id, { job: next });
      const files = next.status === "running" ? next.progress.files : Number.MAX_SAFE_INTEGER;
      if (files !== filesSeen) tellDocumentsChanged(next.collection);
      filesSeen = files;
    },
    signal,
  );
}

/** Removes the row of a cancelled upload; shows any other failure in the row. */
async function attempt(id: number, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (signal.aborted) dismiss(id);
    else change(id, { problem: toProblem(error) });
  }
}

function namePack(pack: readonly ChosenFile[]): string {
  const [first] = pack;
  if (first === undefined) return "";
  return pack.length === 1 ? first.path : `${first.path} and ${pack.length - 1} more`;
}

const sizeOfPack = (pack: readonly ChosenFile[]) => ({
  bytes: 0,
  total: pack.reduce((sum, { file }) => sum + file.size, 0),
});
