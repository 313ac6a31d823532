import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never } from "../core/index.ts";
import { createCallQueue } from "./create-call-queue.ts";

/** Returns work that ends when `end` is called. */
function holdable() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end: () => end() };
}

const rejection = (maxWaiting: number) => new Error(`${maxWaiting} are waiting`);

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
              await settle();
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
});
