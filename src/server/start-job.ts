import type { Job } from "../core/index.ts";
import { registerSources } from "../library/add/register-sources.ts";
import { type CallContext, collectionOf, signalOf } from "../library/call-context.ts";
import type { JobCalls, NewJob } from "./jobs.ts";

/** See `JobCalls.startJob`. What is to be a source becomes one now: the job leaves out what is none when it begins. */
export async function startJob(context: CallContext, jobs: Pick<JobCalls, "startJob">, job: NewJob): Promise<Job> {
  const { task } = job;
  if (task.kind === "sync") {
    const { sources: names, kind: _, ...options } = task;
    const registration = { collection: collectionOf(context, job), names, options };
    if (names.length > 0) await registerSources(context, registration, signalOf(job));
  }
  return jobs.startJob(job);
}
