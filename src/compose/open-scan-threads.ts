import { availableParallelism } from "node:os";
import type { ScanThreads } from "../core/index.ts";

/** Beside the one that asks. */
const MOST_THREADS = 3;
/** Measured on two cores: docs/reference/figures.md. */
const LEAST_ROWS = 524_288;

/** Starts none yet. */
export async function openScanThreads(): Promise<ScanThreads> {
  const { createScanThreads } = await import("../adapters/scan-threads/index.ts");
  const count = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1));
  return createScanThreads({
    entry: new URL("./workers/scan-worker.js", import.meta.url),
    count,
    minRows: LEAST_ROWS,
  });
}
