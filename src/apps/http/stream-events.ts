import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { HttpVariables } from "./http-variables.ts";
import { problemOf } from "./problem.ts";

/** A proxy, or this server itself, cuts off a connection on which nothing moves. */
const PING_MS = 15_000;

/** A stream of server-sent events. */
export interface EventStream {
  /** Sends `value` as JSON; in the order of the calls. Ends when the client has taken it. */
  send(event: string, value: unknown): Promise<void>;
  /** Aborted when nobody listens any more. */
  readonly signal: AbortSignal;
}

/** Answers with events until `tell` ends; an error is the last of them, `error`. */
export function streamEvents(c: Context<HttpVariables>, tell: (events: EventStream) => Promise<void>): Response {
  // What is known of the call now: the context is not to be used once the answer has begun.
  const call = { signal: c.get("signal"), log: c.get("log"), requestId: c.get("requestId") };
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort(new DOMException("The caller has gone.", "AbortError")));
    const signal = AbortSignal.any([gone.signal, call.signal]);
    const send = createSender(stream);
    const ping = setInterval(() => void stream.write(": still at work\n\n"), PING_MS);
    try {
      await tell({ send, signal });
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error, call.requestId);
      if (problem.status >= 500) call.log.failed({ requestId: call.requestId, error });
      await send("error", problem);
    } finally {
      clearInterval(ping);
      await send.flushed();
    }
  });
}

function createSender(stream: SSEStreamingApi): EventStream["send"] & { flushed(): Promise<void> } {
  let writing: Promise<void> = Promise.resolve();
  const send = (event: string, value: unknown): Promise<void> => {
    const data = JSON.stringify(value);
    writing = writing.then(() => stream.writeSSE({ event, data }));
    return writing;
  };
  return Object.assign(send, { flushed: () => writing });
}
