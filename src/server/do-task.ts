import type { AddOutcome, Job, JobOutcome, SourceReport } from "../core/index.ts";
import type { CallContext } from "../library/call-context.ts";
import type { Lydian } from "../library/index.ts";
import { recogniseText } from "./recognise-text.ts";

const MOST_OUTCOMES = 1_000;

/** The stories that jobs tell. */
export type Work = Pick<Lydian, "add" | "sync" | "reindex" | "embed">;

interface Task {
  readonly work: Work;
  readonly job: Job;
  readonly onEvent: NonNullable<Parameters<Lydian["on"]>[0]>;
}

/** Does what a job asks for; what was committed before an abort stays. */
export async function doTask(
  context: CallContext,
  { work, job, onEvent }: Task,
  signal: AbortSignal,
): Promise<Pick<Job, "outcomes">> {
  const { task, collection } = job;
  const { uploads } = context.parts;
  const call = { collection, onEvent, signal };
  if (task.kind === "embed") await work.embed(call);
  if (task.kind === "reindex") await work.reindex(call);
  if (task.kind === "sync") {
    const { kind: _, sources: names, ...options } = task;
    const { sources } = await work.sync(names.length === 0 ? undefined : names, {
      ...call,
      ...options,
      onlyKnown: true,
    });
    await forgetUnread(context, { collection, reports: sources }, signal);
    return { outcomes: toOutcomes(sources.flatMap(({ outcomes }) => outcomes)) };
  }
  if (task.kind === "ocr") {
    const { documents } = task;
    return { outcomes: toOutcomes(await recogniseText(context, { work, documents, call })) };
  }
  if (task.kind === "fetch") {
    const { urls, depth, accessLabels } = task;
    return { outcomes: toOutcomes((await work.add(urls, { ...call, depth, accessLabels })).outcomes) };
  }
  if (task.kind !== "upload") return { outcomes: [] };
  const outcomes: AddOutcome[] = [];
  // One after the other, so that the bytes of one file are held at a time.
  for (const [number, { uri }] of task.files.entries()) {
    const content = await uploads.read(job.id, number);
    const isLast = number === task.files.length - 1;
    const options = { ...call, accessLabels: task.accessLabels, embed: isLast };
    outcomes.push(...(await work.add([{ uri, content }], options)).outcomes);
  }
  return { outcomes: toOutcomes(outcomes) };
}

/** A place that was to become a source, and could not be read, is none: a mistyped address would fail for ever. */
async function forgetUnread(
  { parts }: CallContext,
  { collection, reports }: { readonly collection: string; readonly reports: readonly SourceReport[] },
  signal: AbortSignal,
): Promise<void> {
  const failed = reports.filter(({ source, outcomes }) => outcomes.some((one) => one.uri === source && isAway(one)));
  if (failed.length === 0) return;
  const { store, writer } = await parts.write();
  const known = await store.sources(collection, signal);
  const unread = known.filter(
    ({ uri, syncedAt }) => syncedAt === undefined && failed.some((one) => one.source === uri),
  );
  for (const { uri } of unread) await writer.removeSource(collection, uri, signal);
}

const isAway = (one: AddOutcome): boolean => one.outcome === "failed" && one.code === "source-unavailable";

function toOutcomes(outcomes: readonly AddOutcome[]): readonly JobOutcome[] {
  return outcomes.slice(0, MOST_OUTCOMES).map((one) => ({
    uri: one.uri,
    outcome: one.outcome,
    ...("documentId" in one ? { documentId: one.documentId } : {}),
    ...(one.outcome === "failed" ? { code: one.code, message: one.message } : {}),
    ...(one.outcome === "failed" && one.hint !== undefined ? { hint: one.hint } : {}),
  }));
}
