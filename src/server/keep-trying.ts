import type { Clock } from "../core/index.ts";

/** Time for which an error with the same code is not reported again. */
const QUIET_MS = 60_000;

/**
 * Runs endless work until the signal is aborted. If it fails, such as on a full disk, the error is reported, and the
 * work is tried again. The signal of a failed try is aborted.
 *
 * @param wait  waits before the work is tried again
 */
export async function keepTrying(
  work: (signal: AbortSignal) => Promise<void>,
  wait: (signal: AbortSignal) => Promise<void>,
  failed: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const attempt = new AbortController();
    try {
      await work(AbortSignal.any([signal, attempt.signal]));
    } catch (error) {
      if (signal.aborted) return;
      attempt.abort(error);
      failed(error);
      await wait(signal).catch((reason: unknown) => {
        if (!signal.aborted) throw reason;
      });
    }
  }
}

/**
 * Makes a function that reports errors, those of one code at most once a minute. Without a listener it throws them.
 */
export function createReporter(
  clock: Pick<Clock, "monotonicMs">,
  onFailure: ((error: unknown) => void) | undefined,
): (error: unknown) => void {
  const reportedAtMs = new Map<unknown, number>();
  return (error) => {
    if (onFailure === undefined) throw error;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const nowMs = clock.monotonicMs();
    if (nowMs - (reportedAtMs.get(code) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    reportedAtMs.set(code, nowMs);
    onFailure(error);
  };
}
