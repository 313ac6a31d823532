import {
  type AddOutcome,
  append,
  type DocumentInput,
  defined,
  everything,
  type Job,
  type JobOutcome,
  type JobTask,
  type Listener,
  type SourceReport,
} from "../core/index.ts";
import type { FailedOutcome } from "../engine/ingest/index.ts";
import { failFile, isWithinAny, type Lydian } from "../library/index.ts";
import type { CallQueue } from "./create-call-queue.ts";
import type { ServerParts } from "./server-parts.ts";

const MAX_OUTCOMES = 1_000;
/** Outcomes of documents that are in the collection. */
const STORED: readonly AddOutcome["outcome"][] = ["added", "updated", "moved", "skipped"];

export interface TaskServices {
  readonly parts: Pick<ServerParts, "uploads" | "read" | "write" | "state" | "clock" | "hasFile">;
  readonly lydian: Pick<Lydian, "add" | "sync" | "reindex" | "embed" | "original">;
  /** Lets one upload at a time compute vectors: each computes all that are missing, so two would do the same work. */
  readonly embedding: CallQueue;
}

/** Options that every call of a job passes on. */
interface JobCall {
  readonly collection: string;
  readonly onEvent: Listener;
  readonly signal: AbortSignal;
}

type TaskOf<Kind extends JobTask["kind"]> = Extract<JobTask, { readonly kind: Kind }>;

/** Executes the task of a job. Work that was committed before an abort stays. */
export async function doTask(
  services: TaskServices,
  job: Job,
  onEvent: Listener,
  signal: AbortSignal,
): Promise<Pick<Job, "outcomes">> {
  const outcomes = await outcomesOf(services, job, { collection: job.collection, onEvent, signal });
  return { outcomes: outcomes.slice(0, MAX_OUTCOMES).map(toJobOutcome) };
}

async function outcomesOf(services: TaskServices, { id, task }: Job, call: JobCall): Promise<readonly AddOutcome[]> {
  const { lydian } = services;
  switch (task.kind) {
    case "embed":
      return (await lydian.embed(call)).notEmbedded;
    case "reindex":
      return (await lydian.reindex(call)).notEmbedded;
    case "sync":
      return syncSources(services, task, call);
    case "ocr":
      return readAgainWithOcr(services, task, call);
    case "fetch": {
      const { urls, depth, accessLabels } = task;
      return (await lydian.add(urls, { ...call, depth, accessLabels })).outcomes;
    }
    case "upload":
      return addUpload(services, id, task, call);
  }
}

async function syncSources(
  services: TaskServices,
  { kind: _, sources: names, ...options }: TaskOf<"sync">,
  call: JobCall,
): Promise<readonly AddOutcome[]> {
  const request = { ...call, ...options, onlyKnown: true };
  const { sources, notEmbedded } = await services.lydian.sync(names.length === 0 ? undefined : names, request);
  await forgetUnreadable(services, sources, call);
  return [...sources.flatMap(({ outcomes }) => outcomes), ...notEmbedded];
}

/** Removes sources that were never read successfully. Otherwise a mistyped address would fail in every sync. */
async function forgetUnreadable(
  { parts }: TaskServices,
  reports: readonly SourceReport[],
  { collection, signal }: JobCall,
): Promise<void> {
  const unreadable = reports.filter(({ source, outcomes }) =>
    outcomes.some((one) => one.uri === source && one.outcome === "failed" && one.code === "source-unavailable"),
  );
  if (unreadable.length === 0) return;

  const { store, writer } = await parts.write();
  const uris = new Set(unreadable.map(({ source }) => source));
  const sources = await store.sources(collection, signal);
  for (const { uri, syncedAt } of sources)
    if (syncedAt === undefined && uris.has(uri)) await writer.removeSource(collection, uri, signal);
}

/**
 * Reads documents again from their stored originals, with OCR even if the settings switch it off. Everything else about
 * them stays. A document that is gone, or was added without its original, is a failed outcome.
 *
 * @throws {OcrUnavailableError} if the packages of OCR are not installed
 */
async function readAgainWithOcr(
  { lydian }: TaskServices,
  { documents }: TaskOf<"ocr">,
  call: JobCall,
): Promise<readonly AddOutcome[]> {
  const outcomes: AddOutcome[] = [];
  for (const [number, id] of documents.entries()) {
    const original = await lydian.original(id, { ...call, scope: everything });
    if (original === undefined) {
      outcomes.push({
        uri: id,
        outcome: "failed",
        code: "document-not-found",
        message: "The document is gone, or was added without its original.",
        hint: "Add the file again with `lydian add --ocr`.",
      });
      continue;
    }
    const { uri, title, metadata, accessLabels } = original.document;
    const embed = number === documents.length - 1;
    const options = { ...call, metadata, accessLabels, embed, ocr: true };
    append(outcomes, (await lydian.add([{ uri, title, content: original.bytes }], options)).outcomes);
  }
  return outcomes;
}

/**
 * Adds the files of an upload one after the other, so only one file is in memory at a time, and computes their vectors
 * when all are found by their words.
 */
async function addUpload(
  services: TaskServices,
  id: string,
  task: TaskOf<"upload">,
  call: JobCall,
): Promise<readonly AddOutcome[]> {
  const { lydian, embedding } = services;
  const outcomes: AddOutcome[] = [];
  const options = { ...call, accessLabels: task.accessLabels, embed: false };
  for (const [number, { uri }] of task.files.entries()) {
    const file = await readUploaded(services, { id, number, uri }, options);
    if ("outcome" in file) outcomes.push(file);
    else append(outcomes, (await lydian.add([file], options)).outcomes);
  }
  const hasDocuments = outcomes.some(({ outcome }) => STORED.includes(outcome));
  if (!hasDocuments) return outcomes;

  const { notEmbedded } = await embedding.inTurn(() => lydian.embed(call), call.signal);
  // The call computes all missing vectors. Documents of others are not named: the caller may be unable to read them.
  const uris = new Set(task.files.map(({ uri }) => uri));
  append(
    outcomes,
    notEmbedded.filter(({ uri }) => isWithinAny(uris, uri)),
  );
  return outcomes;
}

/** Reads an uploaded file. One that cannot be read is a failed outcome with a receipt, and the others are added. */
async function readUploaded(
  { parts }: TaskServices,
  { id, number, uri }: { readonly id: string; readonly number: number; readonly uri: string },
  { onEvent: emit, signal, ...place }: JobCall & { readonly accessLabels: readonly string[] },
): Promise<DocumentInput | FailedOutcome> {
  signal.throwIfAborted();
  try {
    return { uri, content: await parts.uploads.read(id, number) };
  } catch (error) {
    return failFile({ parts, emit }, place, { uri, error });
  }
}

function toJobOutcome(one: AddOutcome): JobOutcome {
  if (one.outcome === "failed") {
    const { uri, outcome, code, message, hint } = one;
    return defined({ uri, outcome, code, message, hint });
  }
  const { uri, outcome } = one;
  const documentId = "documentId" in one ? one.documentId : undefined;
  const accessLabels = outcome === "removed" ? one.accessLabels : undefined;
  return defined({ uri, outcome, documentId, accessLabels });
}
