import type { Lydian } from "../library/index.ts";
import { createFeedback } from "./feedback.ts";
import { createGivenAnswers } from "./given-answers.ts";
import { createGuardExamples } from "./guard-examples.ts";
import { createJobs, startJob } from "./jobs.ts";
import { createKeys } from "./keys.ts";
import type { LydianServer } from "./lydian-server.ts";
import { createRepeatedCalls } from "./repeated-calls.ts";
import type { ServerParts } from "./server-parts.ts";
import { createWatchedSources } from "./watched-sources.ts";

/** Adds keys, jobs, watched sources, feedback and repeatable calls to a `Lydian`. */
export function createServer(parts: ServerParts, inner: Lydian): LydianServer {
  const givenAnswers = createGivenAnswers();
  const lydian = givenAnswers.remember(inner);
  const jobs = createJobs(parts, lydian);
  const keys = createKeys(parts);
  const watched = createWatchedSources(parts, jobs);
  const feedback = createFeedback(parts, givenAnswers);
  const examples = createGuardExamples(parts);
  const calls = createRepeatedCalls(parts);

  return {
    lydian,

    addKey: keys.addKey,
    keys: keys.keys,
    revokeKey: keys.revokeKey,
    checkKey: keys.checkKey,

    upload: jobs.upload,
    startJob: (job) => startJob(parts, jobs, job),
    jobs: jobs.jobs,
    job: jobs.job,
    untilOver: jobs.untilOver,
    countJobs: jobs.countJobs,
    cancelJob: jobs.cancelJob,
    runJobs: jobs.runJobs,

    addSource: watched.addSource,
    setWatched: watched.setWatched,
    watchSources: watched.watchSources,

    giveFeedback: feedback.giveFeedback,
    feedback: feedback.feedback,
    keepGuardExample: examples.keepGuardExample,
    guardExamples: examples.guardExamples,

    beginCall: calls.beginCall,
    endCall: calls.endCall,
    dropCall: calls.dropCall,

    close: () => lydian.close(),
  };
}
