import type { CallContext } from "../library/call-context.ts";
import type { Lydian } from "../library/index.ts";
import type { KeyCalls } from "./access-keys.ts";
import type { FeedbackCalls } from "./feedback.ts";
import type { JobCalls } from "./jobs.ts";
import type { RepeatedCalls } from "./repeatable-calls.ts";
import type { WatchCalls } from "./watching.ts";

/** What a server needs beside the stories; its code is loaded by the first of these calls. */
export function createServerCalls(
  context: CallContext,
  work: Pick<Lydian, "add" | "sync" | "reindex" | "embed">,
): KeyCalls & JobCalls & WatchCalls & FeedbackCalls & RepeatedCalls {
  // One for all calls: they remember which keys were right, and wake the one that does the jobs.
  let keyCalls: Promise<KeyCalls> | undefined;
  const keys = () => {
    keyCalls ??= import("./key-calls.ts").then(({ createKeyCalls }) => createKeyCalls(context));
    return keyCalls;
  };
  let jobCalls: Promise<JobCalls> | undefined;
  const jobs = () => {
    jobCalls ??= import("./job-calls.ts").then(({ createJobCalls }) => createJobCalls(context, work));
    return jobCalls;
  };
  let watchCalls: Promise<WatchCalls> | undefined;
  const watches = () => {
    watchCalls ??= import("./watch-calls.ts").then(async ({ createWatchCalls }) =>
      createWatchCalls(context, await jobs()),
    );
    return watchCalls;
  };
  const feedback = async () => (await import("./feedback-calls.ts")).createFeedbackCalls(context);
  const repeated = async () => (await import("./repeated-calls.ts")).createRepeatedCalls(context);
  return {
    addKey: async (key) => (await keys()).addKey(key),
    keys: async (options) => (await keys()).keys(options),
    revokeKey: async (id, options) => (await keys()).revokeKey(id, options),
    checkKey: async (token, options) => (await keys()).checkKey(token, options),
    upload: async (upload) => (await jobs()).upload(upload),
    startJob: async (job) => (await import("./start-job.ts")).startJob(context, await jobs(), job),
    jobs: async (options) => (await jobs()).jobs(options),
    job: async (id, options) => (await jobs()).job(id, options),
    untilOver: async (id, options) => (await jobs()).untilOver(id, options),
    countJobs: async (options) => (await jobs()).countJobs(options),
    cancelJob: async (id, options) => (await jobs()).cancelJob(id, options),
    runJobs: async (options) => (await jobs()).runJobs(options),
    addSource: async (source, options) => (await watches()).addSource(source, options),
    setWatched: async (source, isWatched, options) => (await watches()).setWatched(source, isWatched, options),
    watchSources: async (options) => (await watches()).watchSources(options),
    giveFeedback: async (given) => (await feedback()).giveFeedback(given),
    feedback: async (options) => (await feedback()).feedback(options),
    beginCall: async (call) => (await repeated()).beginCall(call),
    endCall: async (call) => (await repeated()).endCall(call),
    dropCall: async (call) => (await repeated()).dropCall(call),
  };
}
