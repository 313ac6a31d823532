import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { HttpVariables } from "./http-variables.ts";
import type { Log } from "./log.ts";

export function logCalls(log: Log): MiddlewareHandler<HttpVariables> {
  return async (c, next) => {
    const startedMs = performance.now();
    await next();
    const caller: HttpVariables["Variables"]["caller"] | undefined = c.get("caller");
    log.called({
      requestId: c.get("requestId"),
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      durationMs: Math.round((performance.now() - startedMs) * 10) / 10,
      ...(caller === undefined ? {} : { caller: caller.id }),
    });
  };
}
