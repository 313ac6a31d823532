import type { Job } from "../../src/core/index.ts";
import { callApi, readEvents, send } from "../api/index.ts";

export const isOver = ({ status }: Pick<Job, "status">): boolean => status !== "waiting" && status !== "running";

/** Calls `tell` with each state of a job until the job is over. Connects again if the stream breaks off. */
export async function followJob(id: string, tell: (job: Job) => void, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { body } = await send(`/jobs/${id}/events`, { accept: "text/event-stream", signal });
    if (body !== null)
      for await (const { data } of readEvents(body)) {
        const job: Job = JSON.parse(data);
        tell(job);
        if (isOver(job)) return;
      }
    const job = await callApi<Job>(`/jobs/${id}`, { signal });
    tell(job);
    if (isOver(job)) return;
  }
}

export const cancelJob = (id: string): Promise<Job> => callApi<Job>(`/jobs/${id}`, { method: "DELETE" });
