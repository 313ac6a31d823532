import type { ScanThreads } from "../../core/index.ts";
import { ScanThread } from "./scan-thread.ts";

export interface ScanThreadsOptions {
  /** The threads' program, which calls `serveScans`. */
  readonly entry: URL;
  /** How many, from 1. */
  readonly count: number;
  /** As `ScanThreads.minRows`. */
  readonly minRows: number;
}

/** A machine on which threads stop as often as this does better without them. */
const MOST_STOPS = 3;

/** Threads that start when they are first asked for, and again after one of them stopped. */
export function createScanThreads({ entry, count, minRows }: ScanThreadsOptions): ScanThreads {
  let threads: readonly ScanThread[] = [];
  let stops = 0;
  let isClosed = false;
  const stopAll = async (): Promise<void> => {
    const stopping = threads;
    threads = [];
    await Promise.all(stopping.map((thread) => thread.stop()));
  };
  return {
    minRows,
    areReady() {
      if (threads.some(({ hasEnded }) => hasEnded)) {
        stops += 1;
        void stopAll();
      }
      if (threads.length === 0 && !isClosed && stops < MOST_STOPS)
        threads = Array.from({ length: count }, () => new ScanThread(entry));
      return threads.length > 0 && threads.every(({ isReady }) => isReady);
    },
    async carryOut(order) {
      if (threads.length === 0) return false;
      const outcomes = await Promise.all(threads.map((thread) => thread.carryOut(order)));
      if (outcomes.every((isDone) => isDone)) return true;
      stops += 1;
      await stopAll();
      return false;
    },
    async close() {
      isClosed = true;
      await stopAll();
    },
  };
}
