import { MEGABYTE_BYTES } from "../../core/index.ts";
import type { ThreadFault, ThreadTask } from "./text-thread.ts";
import type { CheckOrder, Measured } from "./thread-messages.ts";

/**
 * Returns the task of measuring a text with a guard. It has no limit of time, since the deadline of the
 * policy aborts it.
 */
export function checkTask(order: Omit<CheckOrder, "kind">): ThreadTask<Measured> {
  return {
    createOrder: () => ({ kind: "check", ...order }),
    describe: describeFault,
    read: (reply) => {
      if (reply.kind !== "checked") throw new Error("The thread that checks texts measured nothing.");
      return reply.result;
    },
  };
}

/** Describes a fault to the guard, which takes any error for a check that measured nothing. */
function describeFault(fault: ThreadFault): Error {
  if (fault.kind === "memory")
    return new Error(
      `Checking the text took more than ${Math.floor(fault.memoryBytes / MEGABYTE_BYTES)} MiB of memory and was stopped.`,
    );
  if (fault.kind === "time") return new Error(`Checking the text took longer than ${fault.limitMs / 1_000} s.`);
  return new Error(`The thread that checks texts ended unexpectedly (${fault.reason}).`, { cause: fault.cause });
}
