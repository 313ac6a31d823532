import type { Clock } from "../../core/index.ts";
import { type CallQueue, createTimedQueue } from "../../server/index.ts";
import type { ServerOptions } from "./server-options.ts";

/** Queues that all callers of a server share. */
export interface Queues {
  readonly searches: CallQueue;
  /** Questions of every API: Lydian's own, OpenAI's and MCP. */
  readonly questions: CallQueue;
}

/** Maximum number of concurrent searches. They share a thread, but can wait for a service that embeds their queries. */
const MAX_SEARCHES = 16;
/** Maximum number of concurrent answers. They share the threads of the reader, but can wait for a language model. */
const MAX_ANSWERS = 16;

export function createQueues(
  { maxWaiting, maxWaitingQuestions }: Pick<ServerOptions, "maxWaiting" | "maxWaitingQuestions">,
  clock: Pick<Clock, "monotonicMs">,
): Queues {
  return {
    searches: createTimedQueue({
      calls: "searches",
      setting: "server.maxWaiting",
      maxRunning: MAX_SEARCHES,
      maxWaiting,
      clock,
    }),
    questions: createTimedQueue({
      calls: "questions",
      setting: "server.maxWaitingQuestions",
      maxRunning: MAX_ANSWERS,
      maxWaiting: maxWaitingQuestions,
      clock,
    }),
  };
}
