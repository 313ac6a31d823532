import { describe, expect, it } from "vitest";
import { DiskFullError } from "../core/index.ts";
import { createReporter, keepTrying } from "./keep-trying.ts";

const full = new DiskFullError("The disk is full.");

describe("keepTrying", () => {
  it("tries work again after it failed, with a new signal, until the signal is aborted", async () => {
    const stop = new AbortController();
    const tries: AbortSignal[] = [];
    const failures: unknown[] = [];
    const work = async (signal: AbortSignal) => {
      tries.push(signal);
      if (tries.length === 3) stop.abort();
      throw full;
    };
    await keepTrying(
      work,
      async () => undefined,
      (error) => failures.push(error),
      stop.signal,
    );
    expect(tries.map(({ aborted }) => aborted)).toEqual([true, true, true]);
    expect(failures).toEqual([full, full]);
  });

  it("ends with the error if nobody listens to failures", async () => {
    const failed = createReporter({ monotonicMs: () => 0 }, undefined);
    const work = async () => {
      throw full;
    };
    await expect(keepTrying(work, async () => undefined, failed, new AbortController().signal)).rejects.toBe(full);
  });
});

describe("createReporter", () => {
  it("reports errors of one code once a minute", () => {
    let nowMs = 0;
    const reported: unknown[] = [];
    const report = createReporter({ monotonicMs: () => nowMs }, (error) => reported.push(error));
    const other = new Error("other");
    for (const error of [full, full, other, full]) report(error);
    nowMs = 60_000;
    report(full);
    expect(reported).toEqual([full, other, full]);
  });
});
