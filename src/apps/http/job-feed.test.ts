import { expect, it } from "vitest";
import { type Job, never } from "../../core/index.ts";
import { createJobFeed } from "./job-feed.ts";

const job: Job = {
  id: "job_1",
  collection: "default",
  task: { kind: "embed" },
  status: "running",
  createdAt: "2026-01-01T00:00:00.000Z",
  progress: { files: 0, embedded: 0 },
  outcomes: [],
};

it("ends when the server stops, since the job then waits for the next start", async () => {
  const stop = new AbortController();
  const followed = createJobFeed(stop.signal).follow(job, async () => job, never);
  expect((await followed.next()).value).toEqual(job);
  const waiting = followed.next();
  stop.abort();
  expect(await waiting).toEqual({ done: true, value: undefined });
});
