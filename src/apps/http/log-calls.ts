import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Clock } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import type { HttpVariables } from "./http-variables.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** Logs and counts every call, with its route, status, duration and caller. */
export function logCalls(
  log: Log,
  metrics: Pick<Metrics, "begun" | "called">,
  clock: Pick<Clock, "monotonicMs">,
): MiddlewareHandler<HttpVariables> {
  return async (c, next) => {
    const startedMs = clock.monotonicMs();
    c.set("log", log);
    metrics.begun();
    await next();
    const caller: HttpVariables["Variables"]["caller"] | undefined = c.get("caller");
    const { status } = c.res;
    const route = routePath(c);
    const durationMs = Math.round((clock.monotonicMs() - startedMs) * 10) / 10;
    metrics.called({ method: c.req.method, route, status, durationMs });
    log.called(
      defined({
        requestId: c.get("requestId"),
        method: c.req.method,
        route,
        status,
        durationMs,
        caller: caller?.id,
      }),
    );
  };
}
