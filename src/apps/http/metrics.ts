import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What a monitoring system asks a server for, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  /** Before `called`, once for each call. */
  begun(): void;
  called(call: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly durationMs: number;
  }): void;
  /** How much is in the store, and what is left to do; only for who may know of all of it. */
  text(counts?: StoreCounts): Promise<string>;
}

export interface StoreCounts {
  readonly collections: readonly { readonly name: string; readonly documents: number; readonly chunks: number }[];
  /** By their status. */
  readonly jobs: Readonly<Record<string, number>>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** One for each server; its labels are patterns of routes, so that their number has a bound. */
export function createMetrics({ ofProcess }: { readonly ofProcess: boolean }): Metrics {
  const calls = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: calls });
  const labelNames = ["method", "route", "status"] as const;
  const count = new Counter({
    ...{ name: "lydian_http_requests_total", help: "Calls that were answered.", labelNames, registers: [calls] },
  });
  const durations = new Histogram({
    ...{ name: "lydian_http_request_duration_seconds", help: "Until the answer began.", buckets: SECONDS },
    ...{ labelNames: ["method", "route"] as const, registers: [calls] },
  });
  const running = new Gauge({
    ...{ name: "lydian_http_requests_running", help: "Calls that are not answered yet.", registers: [calls] },
  });
  return {
    contentType: calls.contentType,
    begun: () => running.inc(),
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
  const work = new Gauge({ name: "lydian_jobs", help: "The last hundred jobs.", labelNames: status, registers });
  for (const [name, count] of Object.entries(jobs)) work.set({ status: name }, count);
  return store;
}
