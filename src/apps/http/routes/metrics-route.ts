import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Lydian } from "../../../library/index.ts";
import type { LydianServer } from "../../../server/index.ts";
import { seesWholeStore } from "../caller.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { Metrics, StoreCounts } from "../metrics.ts";
import { withBody } from "./route-schemas.ts";

const metricsRoute = createRoute({
  method: "get",
  path: "/metrics",
  summary: "Read metrics for a monitoring system",
  description:
    "Returns requests by route and status, their durations, and metrics of the process in the text format of Prometheus. Documents, chunks and jobs are included only for a key that may read the whole store.",
  tags: ["server"],
  responses: withBody("text/plain", z.string(), "Metrics in the text format of Prometheus."),
});

interface MetricsParts {
  readonly lydian: Lydian;
  readonly server: LydianServer;
  readonly metrics: Metrics;
}

const NONE: StoreCounts["jobs"] = { waiting: 0, running: 0, done: 0, failed: 0, cancelled: 0 };

export function addMetricsRoute(app: OpenAPIHono<HttpVariables>, { lydian, server, metrics }: MetricsParts): void {
  app.openAPIRegistry.registerPath(metricsRoute);
  app.get("/metrics", async (c) => {
    // The counts would reveal documents to others.
    const counts = seesWholeStore(c.get("caller")) ? await countStore({ lydian, server }, c.get("signal")) : undefined;
    return c.body(await metrics.text(counts), 200, { "Content-Type": metrics.contentType });
  });
}

async function countStore(
  { lydian, server }: Omit<MetricsParts, "metrics">,
  signal: AbortSignal,
): Promise<StoreCounts> {
  const [{ collections }, jobs] = await Promise.all([lydian.status({ signal }), server.countJobs({ signal })]);
  return { collections, jobs: { ...NONE, ...jobs } };
}
