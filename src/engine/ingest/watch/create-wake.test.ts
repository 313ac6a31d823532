import { describe, expect, it, vi } from "vitest";
import { never } from "../../../core/index.ts";
import { createWake } from "./create-wake.ts";

describe("createWake", () => {
  it("joins changes that are reported together into one round, and later ones into the next", async () => {
    const wake = createWake({ quietMs: 5, maxWaitMs: 50 });
    wake.ring();
    wake.ring();
    await wake.next(never);
    const quiet = wake.news();
    expect(quiet.aborted).toBe(false);
    wake.ring();
    expect(quiet.aborted).toBe(true);
    await wake.next(never);
    expect(wake.news().aborted).toBe(false);
  });

  it("stops waiting for a quiet moment after the maximum time", async () => {
    const wake = createWake({ quietMs: 1, maxWaitMs: 20 });
    let isOver = false;
    let rings = 0;
    const ringAgain = () => {
      wake.ring();
      rings += 1;
      if (!isOver) setImmediate(ringAgain);
    };
    ringAgain();
    await wake.next(never);
    const ringsWhenWoken = rings;
    // It was never quiet: changes continue after the wake.
    await vi.waitUntil(() => rings > ringsWhenWoken);
    expect(wake.news().aborted).toBe(true);
    isOver = true;
  });

  it("ends with the signal's reason", async () => {
    const stop = new AbortController();
    const wake = createWake({ quietMs: 1, maxWaitMs: 5 });
    const waiting = wake.next(stop.signal);
    stop.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
  });

  it("rings later, unless it is closed", async () => {
    const wake = createWake({ quietMs: 1, maxWaitMs: 5 });
    wake.ringLater(1);
    await wake.next(never);
    wake.ringLater(1);
    wake.close();
    expect(wake.news().aborted).toBe(false);
  });
});
