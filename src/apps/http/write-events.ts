import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { HttpVariables } from "./http-variables.ts";

/** A proxy, or this server itself, cuts off a connection on which nothing moves. */
const PING_MS = 15_000;

/** Writes server-sent events to one client. */
export interface EventWriter {
  /** In the order of the calls. Ends when the client has taken the event. */
  write(event: { readonly data: string; readonly event?: string }): Promise<void>;
  /** Aborted when nobody listens any more. */
  readonly signal: AbortSignal;
}

/**
 * Answers with what `tell` writes, until it ends. Who takes none of it for as long as a call may take is let go: what is sent
 * waits in memory, and so does the work for it.
 */
export function writeEvents(c: Context<HttpVariables>, tell: (writer: EventWriter) => Promise<void>): Response {
  // What is known of the call now: the context is not to be used once the answer has begun.
  const { signal: asked, log, requestId, timeoutMs } = c.var;
  // A request that came by no connection has no environment, whatever its type says.
  const outgoing = c.env?.outgoing;
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort(new DOMException("The caller has gone.", "AbortError")));
    const letGo = () => {
      log.told(`Call ${requestId}: the caller took no event for ${timeoutMs / 1_000} s.`);
      gone.abort(new DOMException("The caller takes no events.", "AbortError"));
      stream.abort();
      // Its end would wait behind what is not taken.
      outgoing?.destroy();
    };
    const writing = createWriting(stream, { timeoutMs, letGo });
    const ping = setInterval(writing.ping, PING_MS);
    try {
      await tell({ write: writing.write, signal: AbortSignal.any([gone.signal, asked]) });
    } finally {
      clearInterval(ping);
      await writing.flushed();
    }
  });
}

function createWriting(stream: SSEStreamingApi, { timeoutMs, letGo }: { readonly timeoutMs: number; letGo(): void }) {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  const inTurn = (send: () => Promise<unknown>): Promise<void> => {
    waiting += 1;
    last = last.then(async () => {
      const timer = setTimeout(letGo, timeoutMs);
      if (!stream.aborted) await send();
      clearTimeout(timer);
      waiting -= 1;
    });
    return last;
  };
  const write: EventWriter["write"] = (event) => inTurn(() => stream.writeSSE(event));
  return {
    write,
    /** Unless something is on its way. */
    ping: () => {
      if (waiting === 0) void inTurn(() => stream.write(": still at work\n\n"));
    },
    flushed: () => last,
  };
}
