import type { Context, MiddlewareHandler } from "hono";
import { CallTimeoutError } from "../../index.ts";
import type { HttpVariables } from "./http-variables.ts";

/**
 * Tells a call when to stop: its caller has gone, or it has not begun to answer in time. A stream begins with its first
 * event and may then go on; an upload takes as long as it moves on.
 */
export function watchCall({ timeoutMs }: { readonly timeoutMs: number }): MiddlewareHandler<HttpVariables> {
  return async (c, next) => {
    const stop = new AbortController();
    const gone = c.req.raw.signal;
    // The server's own reason is a mere text, which no handler of errors expects.
    const leave = () => stop.abort(new DOMException("The caller has gone.", "AbortError"));
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

function isUpload(c: Context): boolean {
  return (c.req.header("content-type") ?? "").startsWith("multipart/form-data");
}

function lateError(timeoutMs: number): CallTimeoutError {
  return new CallTimeoutError(`The call was not answered within ${timeoutMs / 1_000} s.`, {
    hint: "Ask for events with `Accept: text/event-stream`, or raise the setting `server.timeoutSeconds`.",
  });
}
