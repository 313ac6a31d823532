import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import type { Job } from "../../core/index.ts";
import { createMetrics } from "./metrics.ts";

function keepBusy(milliseconds: number): void {
  const endMs = performance.now() + milliseconds;
  while (performance.now() < endMs);
}

describe("the metrics", () => {
  it("count calls by route and status, with their durations", async () => {
    const metrics = createMetrics({ ofProcess: false });
    const call = { method: "POST", route: "/api/v1/collections/:collection/search" };
    for (let begun = 0; begun < 5; begun++) metrics.begun();
    metrics.called({ ...call, status: 200, durationMs: 7 });
    metrics.called({ ...call, status: 200, durationMs: 700 });
    metrics.called({ ...call, status: 404, durationMs: 1 });
    const text = await metrics.text();
    const labels = 'method="POST",route="/api/v1/collections/:collection/search"';
    expect(text).toContain(`lydian_http_requests_total{${labels},status="200"} 2`);
    expect(text).toContain(`lydian_http_requests_total{${labels},status="404"} 1`);
    expect(text).toContain(`lydian_http_request_duration_seconds_bucket{le="0.01",${labels}} 2`);
    expect(text).toContain("lydian_http_requests_running 2");
    expect(text).not.toContain("lydian_documents");
  });

  it("contain the delay of the event loop since they were read before, only for a server's own process", async () => {
    const metrics = createMetrics({ ofProcess: true });
    const readMaximum = async () => {
      const text = await metrics.text();
      for (const quantile of ["0.5", "0.99", "0.999"])
        expect(text).toContain(`lydian_event_loop_delay_seconds{quantile="${quantile}"} `);
      return Number(/lydian_event_loop_delay_seconds\{quantile="1"\} (\S+)/.exec(text)?.[1]);
    };
    // The first sample after a reading begins the measurement, so it is repeated until a sample was before the delay.
    const readDelayed = async () => {
      keepBusy(100);
      await nextTurn();
      await nextTurn();
      return (await readMaximum()) >= 0.05;
    };
    await vi.waitUntil(readDelayed, { timeout: 20_000 });
    expect(await createMetrics({ ofProcess: false }).text()).not.toContain("event_loop");
  });

  it("count the verdicts of guards by stage and action", async () => {
    const metrics = createMetrics({ ofProcess: false });
    const verdict = { version: "1", score: 1, threshold: 0.5, spans: [], durationMs: 1 } as const;
    const failed = { ...verdict, guard: "secrets", verdict: "fail", action: "review" } as const;
    metrics.guarded({ stage: "output", verdicts: [failed, { ...failed, verdict: "pass", action: "allow" }] });
    metrics.guarded({ stage: "output", verdicts: [failed] });
    metrics.guarded({ stage: "input", verdicts: [{ ...failed, verdict: "unmeasured", action: "block" }] });
    const text = await metrics.text();
    for (const line of [
      'lydian_guard_verdicts_total{guard="secrets",stage="output",verdict="fail",action="review"} 2',
      'lydian_guard_verdicts_total{guard="secrets",stage="output",verdict="pass",action="allow"} 1',
      'lydian_guard_verdicts_total{guard="secrets",stage="input",verdict="unmeasured",action="block"} 1',
    ])
      expect(text).toContain(line);
  });

  it("contain the size of the store only for callers who may know it", async () => {
    const metrics = createMetrics({ ofProcess: false });
    const collections = [{ name: "handbook", documents: 3, chunks: 40 }];
    const text = await metrics.text({ collections, jobs: { waiting: 2, done: 0 } });
    for (const line of [
      'lydian_documents{collection="handbook"} 3',
      'lydian_chunks{collection="handbook"} 40',
      'lydian_jobs{status="waiting"} 2',
      'lydian_jobs{status="done"} 0',
    ])
      expect(text).toContain(line);
  });

  it("count each job once when it is over, with its duration and the outcomes of its files", async () => {
    const metrics = createMetrics({ ofProcess: false });
    const job: Job = {
      id: "j",
      collection: "default",
      task: { kind: "sync", sources: [] },
      status: "running",
      createdAt: "2026-01-01T00:00:00.000Z",
      startedAt: "2026-01-01T00:00:10.000Z",
      progress: { files: 2, embedded: 0 },
      outcomes: [],
    };
    metrics.worked(job);
    const outcomes = [
      { uri: "a", outcome: "added" },
      { uri: "b", outcome: "failed" },
    ] as const;
    metrics.worked({ ...job, status: "done", outcomes, endedAt: "2026-01-01T00:00:14.000Z" });
    metrics.worked({ ...job, status: "failed", endedAt: "2026-01-01T00:00:11.000Z" });
    const text = await metrics.text();
    for (const line of [
      'lydian_jobs_ended_total{kind="sync",outcome="done"} 1',
      'lydian_jobs_ended_total{kind="sync",outcome="failed"} 1',
      'lydian_job_duration_seconds_sum{kind="sync"} 5',
      'lydian_job_files_total{outcome="failed"} 1',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain('outcome="running"');
  });
});
