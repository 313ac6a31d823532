import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Clock } from "../../index.ts";
import type { HttpVariables } from "./http-variables.ts";
import type { Log } from "./log.ts";

export function logCalls({
  log,
  clock,
}: {
  readonly log: Log;
  readonly clock: Pick<Clock, "monotonicMs">;
}): MiddlewareHandler<HttpVariables> {
  return async (c, next) => {
    const startedMs = clock.monotonicMs();
    await next();
    const caller: HttpVariables["Variables"]["caller"] | undefined = c.get("caller");
    log.called({
      requestId: c.get("requestId"),
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      durationMs: Math.round((clock.monotonicMs() - startedMs) * 10) / 10,
      ...(caller === undefined ? {} : { caller: caller.id }),
    });
  };
}
