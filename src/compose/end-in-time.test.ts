import { describe, expect, it } from "vitest";
import { endInTime } from "./end-in-time.ts";

const endless = new Promise<never>(() => undefined);

describe("endInTime", () => {
  it("stops waiting for work that does not end after the signal, whenever the signal comes", async () => {
    expect(await endInTime(endless, 1, AbortSignal.abort())).toBe(false);
    const stop = new AbortController();
    const waiting = endInTime(endless, 1, stop.signal);
    stop.abort();
    expect(await waiting).toBe(false);
  });

  it("waits for work without a limit until the signal", async () => {
    const stop = new AbortController();
    let finish = (): void => undefined;
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const waiting = endInTime(work, 0, stop.signal);
    await new Promise<void>((resolve) => setTimeout(resolve, 5));
    finish();
    expect(await waiting).toBe(true);
  });

  it("throws what the work throws", async () => {
    const work = Promise.reject(new Error("broken"));
    await expect(endInTime(work, 10_000, AbortSignal.abort())).rejects.toThrow("broken");
  });
});
