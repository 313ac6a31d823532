import type { MiddlewareHandler } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { TooManyRequestsError } from "../../../core/index.ts";
import { localCaller } from "../caller.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { ServerOptions } from "../server-options.ts";
import { createRunningCounts } from "./running-counts.ts";

/**
 * Limits the calls of each key separately, so a busy caller does not affect others. The user of this machine has no
 * limit.
 */
export function limitCalls({
  requestsPerMinute,
  concurrentRequests,
}: Pick<ServerOptions, "requestsPerMinute" | "concurrentRequests">): MiddlewareHandler<HttpVariables> {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  const running = createRunningCounts();
  return async (c, next) => {
    const { id } = c.get("caller");
    if (id === localCaller.id) return next();
    const waitSeconds = await secondsToWait(limiter, id);
    if (waitSeconds > 0) {
      throw new TooManyRequestsError(`This key allows ${requestsPerMinute} requests per minute.`, {
        retryAfterSeconds: waitSeconds,
        hint: `Wait ${waitSeconds} s, or raise the setting \`server.requestsPerMinute\`.`,
      });
    }
    const count = running.of(id);
    if (count >= concurrentRequests) {
      throw new TooManyRequestsError(`This key has ${count} running requests, and allows ${concurrentRequests}.`, {
        hint: "Wait until one ends, or raise the setting `server.concurrentRequests`.",
      });
    }
    const end = running.begin(id);
    // The response closes when its last byte is sent, or when the caller disconnects. A
    // slow reader thus keeps its slot.
    const outgoing = c.env?.outgoing;
    const isOpen = outgoing !== undefined && !outgoing.closed;
    if (isOpen) outgoing.once("close", end);
    try {
      await next();
    } finally {
      if (!isOpen) end();
    }
  };
}

/** Returns 0 if the call is within the limit. */
async function secondsToWait(limiter: RateLimiterMemory, id: string): Promise<number> {
  try {
    await limiter.consume(id);
    return 0;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw error;
  }
}
