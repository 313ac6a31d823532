import type { Lydian } from "../library/index.ts";
import { createFeedback } from "./feedback.ts";
import { createGivenAnswers } from "./given-answers.ts";
import { createGuardExamples } from "./guard-examples.ts";
import { createJobs, registerAndStart } from "./jobs.ts";
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

  return {
    lydian,
    ...createKeys(parts),
    ...jobs,
    startJob: (job) => registerAndStart(parts, jobs, job),
    ...createWatchedSources(parts, jobs),
    ...createFeedback(parts, givenAnswers),
    ...createGuardExamples(parts),
    ...createRepeatedCalls(parts),
    close: () => lydian.close(),
  };
}
