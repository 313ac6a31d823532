import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never } from "../core/index.ts";
import { type CallQueue, createCallQueue } from "./create-call-queue.ts";

/** Returns work that ends when `end` is called. */
function holdable() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end: () => end() };
}

const rejection = (maxWaiting: number) => new Error(`${maxWaiting} are waiting`);

/** Fills a queue with one running call, and returns the function that ends it. */
function hold(queue: CallQueue) {
  const { ended, end } = holdable();
  const held = queue.inTurn(() => ended, never);
  return async () => {
    end();
    await held;
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("createCallQueue", () => {
  it("runs a limited number of calls at a time, in order, whether they succeed or fail", async () => {
    const outcome = fc.constantFrom("done", "failed", "gone while it waits");
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        async (calls, maxRunning) => {
          const queue = createCallQueue({ maxRunning, maxWaiting: 100, rejection });
          const begun: number[] = [];
          let working = 0;
          let most = 0;
          const run = (what: string, number: number) => {
            const controller = new AbortController();
            const work = async () => {
              begun.push(number);
              working += 1;
              most = Math.max(most, working);
              // One call begins in each pass, so each lasts for more passes than calls may run.
              for (let pass = 0; pass < 10; pass++) await settle();
              working -= 1;
              if (what === "failed") throw new Error("failed");
            };
            const turn = queue.inTurn(work, controller.signal);
            if (what === "gone while it waits" && number >= maxRunning) controller.abort(new Error("gone"));
            return turn;
          };
          const ended = await Promise.allSettled(calls.map(run));
          const isGone = (number: number) => calls[number] === "gone while it waits" && number >= maxRunning;
          expect(begun).toEqual([...calls.keys()].filter((number) => !isGone(number)));
          expect(most).toBe(Math.min(maxRunning, begun.length));
          expect(ended.map(({ status }) => status)).toEqual(
            calls.map((what, number) => (what === "failed" || isGone(number) ? "rejected" : "fulfilled")),
          );
          expect(await queue.inTurn(async () => "free again", never)).toBe("free again");
        },
      ),
      { numRuns: 100 },
    );
  });

  it("rejects a call when the queue is full, and accepts one again when another has left", async () => {
    const queue = createCallQueue({ maxRunning: 1, maxWaiting: 1, rejection });
    const { ended, end } = holdable();
    const first = queue.inTurn(() => ended, never);
    const gone = new AbortController();
    const waiting = queue.inTurn(async () => "second", gone.signal);
    await expect(queue.inTurn(async () => "third", never)).rejects.toThrow("1 are waiting");
    gone.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    const fourth = queue.inTurn(async () => "fourth", never);
    end();
    await first;
    expect(await fourth).toBe("fourth");
  });

  it("says how many calls are ahead to each one that waits, before it waits", async () => {
    const queue = createCallQueue({ maxRunning: 1, maxWaiting: 10, rejection });
    const waits: number[] = [];
    const end = hold(queue);
    const turns = Array.from({ length: 3 }, () => queue.inTurn(settle, never, (ahead) => waits.push(ahead)));
    expect(waits).toEqual([0, 1, 2]);
    await end();
    await Promise.all(turns);
    await queue.inTurn(settle, never, (ahead) => waits.push(ahead));
    expect(waits).toEqual([0, 1, 2]);
  });

  it("begins one waiting call in each pass of the event loop, so that connections are accepted between them", async () => {
    const queue = createCallQueue({ maxRunning: 4, maxWaiting: 10, rejection });
    let pass = 0;
    const passes: number[] = [];
    const ends = Array.from({ length: 4 }, () => hold(queue));
    const turns = Array.from({ length: 8 }, () => queue.inTurn(async () => passes.push(pass), never));
    await Promise.all(ends.map((end) => end()));
    const countPasses = async () => {
      for (; passes.length < 8; pass++) await settle();
    };
    await Promise.all([...turns, countPasses()]);
    expect(new Set(passes).size).toBe(8);
  });

  it("begins one new call in each pass, too, while turns are free, and does not say that the others wait", async () => {
    const queue = createCallQueue({ maxRunning: 8, maxWaiting: 0, rejection });
    let pass = 0;
    const passes: number[] = [];
    const waits: number[] = [];
    const record = () =>
      queue.inTurn(
        async () => passes.push(pass),
        new AbortController().signal,
        (ahead) => waits.push(ahead),
      );
    const turns = Array.from({ length: 8 }, record);
    for (; passes.length < 9; pass++) {
      // A call that has ended in this pass leaves its turn to the next pass.
      if (pass === 3) turns.push(record());
      await settle();
    }
    await Promise.all(turns);
    // The first call begins when it comes, which may be in the pass of the second one.
    expect(new Set(passes).size).toBeGreaterThanOrEqual(passes.length - 1);
    expect(waits).toEqual([]);
  });

  it("gives a free turn to a waiting call before a new one", async () => {
    const queue = createCallQueue({ maxRunning: 1, maxWaiting: 10, rejection });
    const begun: string[] = [];
    const end = hold(queue);
    const first = queue.inTurn(async () => begun.push("first"), never);
    await end();
    const second = queue.inTurn(async () => begun.push("second"), never);
    await Promise.all([first, second]);
    expect(begun).toEqual(["first", "second"]);
  });

  it("rejects a call that only wants to know whether there is a place, and counts the calls", async () => {
    const queue = createCallQueue({ maxRunning: 1, maxWaiting: 1, rejection });
    const end = hold(queue);
    queue.requirePlace();
    const gone = new AbortController();
    const waiting = queue.inTurn(settle, gone.signal);
    expect(() => queue.requirePlace()).toThrow("1 are waiting");
    expect(queue.counts()).toEqual({ running: 1, waiting: 1, rejected: 1 });
    gone.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    expect(queue.counts()).toEqual({ running: 1, waiting: 0, rejected: 1 });
    await end();
    expect(queue.counts()).toEqual({ running: 0, waiting: 0, rejected: 1 });
  });
});
