import type { MiddlewareHandler } from "hono";
import { CallTimeoutError } from "../../core/index.ts";
import type { HttpVariables } from "./http-variables.ts";
import { isUpload } from "./is-upload.ts";
import type { ServerOptions } from "./server-options.ts";

/**
 * Aborts a call when its caller disconnects, or when no response begins in time. A stream has begun with its first event,
 * and an upload may take any time as long as it makes progress.
 */
export function watchCall({ timeoutMs }: Pick<ServerOptions, "timeoutMs">): MiddlewareHandler<HttpVariables> {
  return async (c, next) => {
    const stop = new AbortController();
    const gone = c.req.raw.signal;
    // The reason of the server is a plain string, which no error handler expects.
    const leave = () => stop.abort(new DOMException("The caller disconnected.", "AbortError"));
    if (gone.aborted) leave();
    else gone.addEventListener("abort", leave, { once: true });
    c.set("signal", stop.signal);
    c.set("timeoutMs", timeoutMs);
    if (isUpload(c)) return next();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = lateError(timeoutMs);
        stop.abort(error);
        reject(error);
      }, timeoutMs);
    });
    try {
      await Promise.race([next(), late]);
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
