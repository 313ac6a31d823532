import { never } from "../core/index.ts";
import type { Lydian } from "../library/index.ts";
import type { CallQueue } from "./create-call-queue.ts";

/**
 * Returns the same `Lydian`, whose questions wait for their turn in a queue. A question that waits has the event `queued`. If
 * the queue is full, `ask` throws the error of the queue.
 */
export function queueQuestions(lydian: Lydian, queue: Pick<CallQueue, "inTurn">): Lydian {
  return {
    ...lydian,
    ask: (question, options = {}) =>
      queue.inTurn(
        () => lydian.ask(question, options),
        options.signal ?? never,
        (ahead) => options.onEvent?.({ type: "queued", ahead }),
      ),
  };
}
