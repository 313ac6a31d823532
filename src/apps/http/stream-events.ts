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

/**
 * Answers with events until `tell` ends; an error is the last of them, `error`. Who takes none of them for as long as a call may
 * take is let go: what is sent waits in memory, and so does the work for it.
 */
export function streamEvents(c: Context<HttpVariables>, tell: (events: EventStream) => Promise<void>): Response {
  // What is known of the call now: the context is not to be used once the answer has begun.
  const { signal: asked, log, requestId, timeoutMs } = c.var;
  // A request that came by no connection has no environment, whatever its type says.
  const outgoing = c.env?.outgoing;
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort(new DOMException("The caller has gone.", "AbortError")));
    const signal = AbortSignal.any([gone.signal, asked]);
    const letGo = () => {
      log.told(`Call ${requestId}: the caller took no event for ${timeoutMs / 1_000} s.`);
      gone.abort(new DOMException("The caller takes no events.", "AbortError"));
      stream.abort();
      // Its end would wait behind what is not taken.
      outgoing?.destroy();
    };
    const send = createSender(stream, { timeoutMs, letGo });
    const ping = setInterval(() => send.ping(), PING_MS);
    try {
      await tell({ send, signal });
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error, requestId);
      if (problem.status >= 500) log.failed({ requestId, error });
      await send("error", problem);
    } finally {
      clearInterval(ping);
      await send.flushed();
    }
  });
}

type Sender = EventStream["send"] & {
  /** Unless something is on its way. */
  ping(): void;
  flushed(): Promise<void>;
};

function createSender(
  stream: SSEStreamingApi,
  { timeoutMs, letGo }: { readonly timeoutMs: number; letGo(): void },
): Sender {
  let writing: Promise<void> = Promise.resolve();
  let waiting = 0;
  const inTurn = (write: () => Promise<unknown>): Promise<void> => {
    waiting += 1;
    writing = writing.then(async () => {
      const timer = setTimeout(letGo, timeoutMs);
      if (!stream.aborted) await write();
      clearTimeout(timer);
      waiting -= 1;
    });
    return writing;
  };
  const send = (event: string, value: unknown): Promise<void> => {
    const data = JSON.stringify(value);
    return inTurn(() => stream.writeSSE({ event, data }));
  };
  const ping = () => {
    if (waiting === 0) void inTurn(() => stream.write(": still at work\n\n"));
  };
  return Object.assign(send, { ping, flushed: () => writing });
}
