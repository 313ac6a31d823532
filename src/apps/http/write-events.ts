import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { HttpVariables } from "./http-variables.ts";

/** Interval of pings, since proxies and this server close silent connections. */
const PING_MS = 15_000;

/** Writes server-sent events to one client. */
export interface EventWriter {
  /** Writes an event, in the order of the calls. Resolves when the client has received it. */
  write(event: ServerSentEvent): Promise<void>;
  /** Aborted when the client disconnects. */
  readonly signal: AbortSignal;
}

export interface ServerSentEvent {
  readonly data: string;
  readonly event?: string;
}

/**
 * Responds with the events that `produce` writes. A client that receives nothing within the timeout of a call is
 * disconnected, since its events and the work for them would stay in memory.
 */
export function writeEvents(c: Context<HttpVariables>, produce: (writer: EventWriter) => Promise<void>): Response {
  // Read now, because the context must not be used after the response has begun.
  const { signal: requestSignal, log, requestId, timeoutMs } = c.var;
  // A request without a connection has no environment, although its type says so.
  const outgoing = c.env?.outgoing;
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort(new DOMException("The caller disconnected.", "AbortError")));
    const disconnect = () => {
      log.info(`Call ${requestId}: the caller received no event for ${timeoutMs / 1_000} s.`);
      gone.abort(new DOMException("The caller receives no events.", "AbortError"));
      stream.abort();
      // The connection is destroyed, because closing the stream would wait for events that the client does not receive.
      outgoing?.destroy();
    };
    const writing = createWriting(stream, timeoutMs, disconnect);
    const ping = setInterval(writing.ping, PING_MS);
    try {
      await produce({ write: writing.write, signal: AbortSignal.any([gone.signal, requestSignal]) });
    } finally {
      clearInterval(ping);
      await writing.flushed();
    }
  });
}

/**
 * Writes events one after another, within a time limit each.
 *
 * @param disconnect  called when the client has not received an event in time
 */
function createWriting(stream: SSEStreamingApi, timeoutMs: number, disconnect: () => void) {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  const inTurn = (send: () => Promise<unknown>): Promise<void> => {
    waiting += 1;
    last = last.then(async () => {
      const timer = setTimeout(disconnect, timeoutMs);
      if (!stream.aborted) await send();
      clearTimeout(timer);
      waiting -= 1;
    });
    return last;
  };
  const write: EventWriter["write"] = (event) => inTurn(() => stream.writeSSE(event));
  return {
    write,
    /** Sends a comment, unless an event is being sent. */
    ping: () => {
      if (waiting === 0) void inTurn(() => stream.write(": still working\n\n"));
    },
    flushed: () => last,
  };
}
