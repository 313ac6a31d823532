import type { ScanThreads } from "../../core/index.ts";
import { ScanThread } from "./scan-thread.ts";

export interface ScanThreadsOptions {
  /** Program of the threads, which calls `serveScans`. */
  readonly entry: URL;
  /** Number of threads, from 1. */
  readonly count: number;
  /** Minimum number of rows, see `ScanThreads.minRows`. */
  readonly minRows: number;
}

/**
 * Maximum number of times that threads may stop unexpectedly. After that, none are started: a machine where they stop
 * so often is faster without them.
 */
const MAX_STOPS = 3;

/** Creates threads that start at their first use, and again after one of them stopped. */
export function createScanThreads({ entry, count, minRows }: ScanThreadsOptions): ScanThreads {
  let threads: readonly ScanThread[] = [];
  let stopCount = 0;
  let isClosed = false;
  const stopAll = async (): Promise<void> => {
    const stoppingThreads = threads;
    threads = [];
    await Promise.all(stoppingThreads.map((thread) => thread.stop()));
  };

  return {
    minRows,
    areReady() {
      if (threads.some(({ hasEnded }) => hasEnded)) {
        stopCount += 1;
        void stopAll();
      }
      if (threads.length === 0 && !isClosed && stopCount < MAX_STOPS)
        threads = Array.from({ length: count }, () => new ScanThread(entry));
      return threads.length > 0 && threads.every(({ isReady }) => isReady);
    },
    async carryOut(order) {
      if (threads.length === 0) return false;
      const outcomes = await Promise.all(threads.map((thread) => thread.carryOut(order)));
      if (outcomes.every((isDone) => isDone)) return true;
      stopCount += 1;
      await stopAll();
      return false;
    },
    async close() {
      isClosed = true;
      await stopAll();
    },
  };
}
