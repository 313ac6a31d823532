import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Job, StageVerdicts } from "../../core/index.ts";
import type { Queues } from "./create-queues.ts";
import { measureLoopDelay } from "./measure-loop-delay.ts";

/** Metrics of a server for a monitoring system, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  /** Counts a call that begins; called once before `called`. */
  begun(): void;
  called(call: MeasuredCall): void;
  /** Counts each change of a job. */
  worked(job: Job): void;
  /** Counts the verdicts on one text. */
  guarded(decision: StageVerdicts): void;
  /** Returns all metrics as text; with `counts` also the size of the store, only for callers who may know all of it. */
  text(counts?: StoreCounts): Promise<string>;
}

export interface MeasuredCall {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

export interface StoreCounts {
  readonly collections: readonly CollectionCounts[];
  /** Number of jobs by status. */
  readonly jobs: Readonly<Record<string, number>>;
}

interface CollectionCounts {
  readonly name: string;
  readonly documents: number;
  readonly chunks: number;
}

/** Buckets for jobs: a page takes a second, a large folder hours. */
const JOB_SECONDS = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 1_800, 3_600, 14_400, 43_200];
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

interface MetricsOptions {
  /** True if the default metrics of the process are included. */
  readonly ofProcess: boolean;
  readonly queues?: Queues;
}

/** Creates the metrics of one server. Labels are patterns of routes, so their number is bounded. */
export function createMetrics({ ofProcess, queues }: MetricsOptions): Metrics {
  const calls = new Registry();
  if (ofProcess) {
    collectDefaultMetrics({ register: calls });
    reportLoopDelay(calls);
  }
  if (queues !== undefined) reportQueues(calls, Object.entries(queues));
  const labelNames = ["method", "route", "status"] as const;
  const count = new Counter({
    name: "lydian_http_requests_total",
    help: "Answered requests.",
    labelNames,
    registers: [calls],
  });
  const durations = new Histogram({
    name: "lydian_http_request_duration_seconds",
    help: "Time until the response began.",
    buckets: SECONDS,
    labelNames: ["method", "route"] as const,
    registers: [calls],
  });
  const running = new Gauge({
    name: "lydian_http_requests_running",
    help: "Requests without a response yet.",
    registers: [calls],
  });
  return {
    contentType: calls.contentType,
    begun: () => running.inc(),
    worked: countJobs(calls),
    guarded: countVerdicts(calls),
    called: ({ method, route, status, durationMs }) => {
      running.dec();
      count.inc({ method, route, status: String(status) });
      durations.observe({ method, route }, durationMs / 1_000);
    },
    text: async (counts) => {
      if (counts === undefined) return calls.metrics();
      return Registry.merge([calls, storeRegistry(counts)]).metrics();
    },
  };
}

/** Reports how long the event loop kept callers waiting since the metrics were read before. */
function reportLoopDelay(registry: Registry): void {
  const read = measureLoopDelay();
  new Gauge({
    name: "lydian_event_loop_delay_seconds",
    help: "Delay of the event loop since the previous reading; quantile 1 is the maximum.",
    labelNames: ["quantile"] as const,
    registers: [registry],
    collect() {
      for (const { quantile, seconds } of read()) this.set({ quantile }, seconds);
    },
  });
}

/** Reports the calls of each queue when the metrics are read. */
function reportQueues(registry: Registry, queues: readonly (readonly [string, Queues[keyof Queues]])[]): void {
  const registers = [registry];
  const labelNames = ["queue"] as const;
  new Gauge({
    name: "lydian_queue_running",
    help: "Calls of a queue that are running.",
    labelNames,
    registers,
    collect() {
      for (const [queue, { counts }] of queues) this.set({ queue }, counts().running);
    },
  });
  new Gauge({
    name: "lydian_queue_waiting",
    help: "Calls that wait for their turn in a queue.",
    labelNames,
    registers,
    collect() {
      for (const [queue, { counts }] of queues) this.set({ queue }, counts().waiting);
    },
  });
  new Counter({
    name: "lydian_queue_rejected_total",
    help: "Calls that a full queue rejected.",
    labelNames,
    registers,
    collect() {
      this.reset();
      for (const [queue, { counts }] of queues) this.inc({ queue }, counts().rejected);
    },
  });
}

/** Counts each job once when it is over. Its duration includes the work of other servers. */
function countJobs(registry: Registry): Metrics["worked"] {
  const registers = [registry];
  const ended = new Counter({
    name: "lydian_jobs_ended_total",
    help: "Jobs that this server finished.",
    registers,
    labelNames: ["kind", "outcome"] as const,
  });
  const durations = new Histogram({
    name: "lydian_job_duration_seconds",
    help: "Time from the start of a job to its end.",
    registers,
    buckets: JOB_SECONDS,
    labelNames: ["kind"] as const,
  });
  const files = new Counter({
    name: "lydian_job_files_total",
    help: "Files of jobs by outcome, the first thousand of each job.",
    registers,
    labelNames: ["outcome"] as const,
  });
  return ({ task: { kind }, status, startedAt, endedAt, outcomes }) => {
    if (endedAt === undefined) return;
    ended.inc({ kind, outcome: status });
    if (startedAt !== undefined) durations.observe({ kind }, (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000);
    for (const { outcome } of outcomes) files.inc({ outcome });
  };
}

/** Counts verdicts. The policy and the guards bound the number of labels. */
function countVerdicts(registry: Registry): Metrics["guarded"] {
  const verdicts = new Counter({
    name: "lydian_guard_verdicts_total",
    help: "Verdicts of guards, with the action that the policy demands.",
    registers: [registry],
    labelNames: ["guard", "stage", "verdict", "action"] as const,
  });
  return ({ stage, verdicts: given }) => {
    for (const { guard, verdict, action } of given) verdicts.inc({ guard, stage, verdict, action });
  };
}

function storeRegistry({ collections, jobs }: StoreCounts): Registry {
  const store = new Registry();
  const registers = [store];
  const labelNames = ["collection"] as const;
  const documents = new Gauge({ name: "lydian_documents", help: "Documents in a collection.", labelNames, registers });
  const chunks = new Gauge({ name: "lydian_chunks", help: "Chunks in a collection.", labelNames, registers });
  for (const { name, ...counts } of collections) {
    documents.set({ collection: name }, counts.documents);
    chunks.set({ collection: name }, counts.chunks);
  }
  const status = ["status"] as const;
  const help = "Jobs of the store; finished ones are kept for thirty days.";
  const work = new Gauge({ name: "lydian_jobs", help, labelNames: status, registers });
  for (const [name, count] of Object.entries(jobs)) work.set({ status: name }, count);
  return store;
}
