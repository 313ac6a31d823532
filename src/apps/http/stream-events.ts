import type { Context } from "hono";
import type { HttpVariables } from "./http-variables.ts";
import { problemOf } from "./problem.ts";
import { type EventWriter, writeEvents } from "./write-events.ts";

/** A stream of server-sent events. */
export interface EventStream extends Pick<EventWriter, "signal"> {
  /** Sends `value` as JSON, in the order of the calls. Resolves when the client has received it. */
  send(event: string, value: unknown): Promise<void>;
}

/** Responds with the events that `produce` sends. If it fails, the last event is `error`. */
export function streamEvents(c: Context<HttpVariables>, produce: (events: EventStream) => Promise<void>): Response {
  const { log, requestId } = c.var;
  return writeEvents(c, async ({ write, signal }) => {
    const send: EventStream["send"] = (event, value) => write({ event, data: JSON.stringify(value) });
    try {
      await produce({ send, signal });
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error, requestId);
      if (problem.status >= 500) log.failed({ requestId, error });
      await send("error", problem);
    }
  });
}
