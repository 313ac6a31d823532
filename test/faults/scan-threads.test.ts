import { afterEach, describe, expect, it } from "vitest";
import { createScanThreads } from "../../src/adapters/scan-threads/index.ts";
import { never, type ScanThreads } from "../../src/core/index.ts";
import { orderOfNothing, scanThreadsContract } from "../../src/testing/scan-threads-contract.ts";
import { makeScannedIndex, scannedQueries, untilReady } from "../../src/testing/scanned-index.ts";
import { startChild } from "./start-child.ts";

const real = new URL("../../dist/compose/workers/scan-worker.js", import.meta.url);
const stopping = new URL("children/stop-in-scan.mjs", import.meta.url);

let opened: ScanThreads | undefined;
afterEach(() => opened?.close());

function open(entry: URL, count = 2): ScanThreads {
  opened = createScanThreads({ entry, count, minRows: 0 });
  return opened;
}

describe("scan threads", () => {
  for (const count of [1, 2, 3])
    for (const { name, run } of scanThreadsContract(() => open(real, count))) it(`${name} (${count})`, run);

  it("are replaced by the calling thread if they stop in the middle of a search", async () => {
    const { alone, openTogether } = await makeScannedIndex();
    const scanThreads = open(stopping);
    await untilReady(scanThreads);
    const together = openTogether(scanThreads);
    for (const [at, query] of scannedQueries.entries()) {
      // The first search uses no other thread. A search gives two orders, and the third order stops the threads.
      if (at % 2 === 1 && at < 6) await untilReady(scanThreads);
      expect(await together.search(query, never)).toEqual(await alone.search(query, never));
    }
    expect(scanThreads.areReady()).toBe(false);
  });

  it("are not started again after they stopped three times", async () => {
    const threads = open(stopping, 1);
    for (let stop = 0; stop < 3; stop++) {
      await untilReady(threads);
      expect([await threads.carryOut(orderOfNothing()), await threads.carryOut(orderOfNothing())]).toEqual([
        true,
        true,
      ]);
      expect(await threads.carryOut(orderOfNothing())).toBe(false);
    }
    expect(threads.areReady()).toBe(false);
    expect(await threads.carryOut(orderOfNothing())).toBe(false);
  });

  it("do not keep a process alive", async () => {
    const child = startChild("leave-scans-open.mjs", []);
    expect(await child.ended).toEqual({ exit: 0, stderr: "" });
    expect(child.lines).toEqual(["true"]);
  });
});
