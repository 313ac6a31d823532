import { useEffect } from "react";
import type { Job } from "../../src/core/index.ts";
import { callApi } from "../api/index.ts";
import { nameJob } from "./describe-job.ts";
import { isOver } from "./follow-job.ts";
import { adoptJobs } from "./work.ts";

/** Shows the jobs that already run when the view is opened, if the user may see jobs. */
export function useJobs(collection: string, mayKnow: boolean): void {
  useEffect(() => {
    if (!mayKnow) return;
    const gone = new AbortController();
    callApi<{ readonly jobs: readonly Job[] }>("/jobs", { signal: gone.signal }).then(
      ({ jobs }) =>
        adoptJobs(
          jobs.filter((job) => job.collection === collection && !isOver(job)),
          nameJob,
        ),
      // Other calls report an unreachable server; new work is shown even without this list.
      () => undefined,
    );
    return () => gone.abort();
  }, [collection, mayKnow]);
}
