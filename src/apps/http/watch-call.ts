import type { MiddlewareHandler } from "hono";
import { CallTimeoutError } from "../../core/index.ts";
import type { HttpVariables } from "./http-variables.ts";
import { isUpload } from "./is-upload.ts";
import type { ServerOptions } from "./server-options.ts";

/**
 * Aborts a call when its caller disconnects, when its body arrives too slowly, or when no response begins in time. A
 * stream has begun with its first event, and an upload may take any time as long as it makes progress.
 */
export function watchCall({ timeoutMs }: Pick<ServerOptions, "timeoutMs">): MiddlewareHandler<HttpVariables> {
  return async (c, next) => {
    const stop = new AbortController();
    const gone = c.req.raw.signal;
    // The reason of the server is a plain string, which no error handler expects.
    const leave = () => stop.abort(new DOMException("The caller disconnected.", "AbortError"));
    if (gone.aborted) leave();
    else gone.addEventListener("abort", leave, { once: true });
    // A request is kept as long as its signal has a listener that knows the request. The server's own listener, which
    // aborts the signal when the caller is gone, may come after this one.
    c.env?.outgoing?.once("close", () => setImmediate(() => gone.removeEventListener("abort", leave)));
    c.set("signal", stop.signal);
    c.set("timeoutMs", timeoutMs);
    // A request without a connection has no environment, although its type says so.
    const tooSlow = c.env?.tooSlow;
    let timer: NodeJS.Timeout | undefined;
    const failed = new Promise<never>((_, reject) => {
      const fail = (error: unknown) => {
        stop.abort(error);
        reject(error);
      };
      tooSlow?.addEventListener("abort", () => fail(tooSlow.reason), { once: true });
      if (!isUpload(c)) timer = setTimeout(() => fail(lateError(timeoutMs)), timeoutMs);
    });
    try {
      await Promise.race([next(), failed]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function lateError(timeoutMs: number): CallTimeoutError {
  return new CallTimeoutError(`The call was not answered within ${timeoutMs / 1_000} s.`, {
    hint: "Request events with `Accept: text/event-stream`, or raise the setting `server.timeoutSeconds`.",
  });
}
