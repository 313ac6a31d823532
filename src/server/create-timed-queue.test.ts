import { describe, expect, it } from "vitest";
import { TooManyRequestsError } from "../core/index.ts";
import { createTimedQueue } from "./create-timed-queue.ts";

/** Returns the signal of a caller that stays. */
const openSignal = () => new AbortController().signal;

/** Creates a queue for one call at a time, whose calls take as long as they say. */
function queueWith(maxWaiting: number, maxRunning = 1) {
  let nowMs = 0;
  const clock = { monotonicMs: () => nowMs };
  const setting = "server.maxWaitingQuestions";
  const queue = createTimedQueue({ clock, calls: "questions", setting, maxRunning, maxWaiting });
  const run = (durationMs: number, error?: Error) =>
    queue.inTurn(async () => {
      nowMs += durationMs;
      if (error !== undefined) throw error;
    }, openSignal());
  return { queue, run };
}

/** Fills the queue, and returns the error of one call more. */
async function rejectionOf({ queue }: ReturnType<typeof queueWith>, maxWaiting: number, maxRunning = 1) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const calls = Array.from({ length: maxRunning + maxWaiting }, () => queue.inTurn(() => ended, openSignal()));
  const error = await queue.inTurn(async () => undefined, openSignal()).catch((reason: unknown) => reason);
  end();
  await Promise.all(calls);
  if (error instanceof TooManyRequestsError) return error;
  throw new Error("The call was not rejected.");
}

describe("createTimedQueue", () => {
  it("rejects a call with the time that the calls ahead will take, by the mean of the recent ones", async () => {
    const timed = queueWith(5);
    for (const durationMs of [2_000, 4_000]) await timed.run(durationMs);
    const error = await rejectionOf(timed, 5);
    expect(error.retryAfterSeconds).toBe(18);
    expect(error.message).toBe("5 questions are waiting, which is the maximum.");
    expect(error.hint).toBe("Retry after 18 s, or raise the setting `server.maxWaitingQuestions`.");
  });

  it("divides that time by the number of calls that run at once", async () => {
    const timed = queueWith(5, 3);
    await timed.run(3_000);
    expect((await rejectionOf(timed, 5, 3)).retryAfterSeconds).toBe(6);
  });

  it("forgets the durations of long ago, also those of failed calls", async () => {
    const timed = queueWith(0);
    await timed.run(100_000);
    for (let call = 0; call < 500; call++) await timed.run(1_500);
    expect((await rejectionOf(timed, 0)).retryAfterSeconds).toBe(2);
    const failing = queueWith(0);
    await expect(failing.run(9_000, new Error("failed"))).rejects.toThrow("failed");
    expect((await rejectionOf(failing, 0)).retryAfterSeconds).toBe(9);
  });

  it("names at least a second and at most ten minutes", async () => {
    expect((await rejectionOf(queueWith(5), 5)).retryAfterSeconds).toBe(1);
    const slow = queueWith(100);
    await slow.run(3_600_000);
    expect((await rejectionOf(slow, 100)).retryAfterSeconds).toBe(600);
  });
});
