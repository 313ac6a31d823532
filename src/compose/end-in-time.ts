interface TimeToEnd {
  /** Signal with which the work is asked to end. */
  readonly signal: AbortSignal;
  /** Maximum time that the work gets after the signal. */
  readonly graceMs: number;
}

/**
 * Waits for work that is asked to end by a signal, but only for a time. Returns whether it has ended.
 *
 * @throws what the work throws in time
 */
export async function endInTime(work: Promise<unknown>, { signal, graceMs }: TimeToEnd): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let start = (): void => undefined;
  const isLate = new Promise<false>((resolve) => {
    start = () => {
      timer = setTimeout(() => resolve(false), graceMs);
    };
  });
  if (signal.aborted) start();
  else signal.addEventListener("abort", start, { once: true });
  try {
    return await Promise.race([work.then(() => true), isLate]);
  } finally {
    signal.removeEventListener("abort", start);
    clearTimeout(timer);
  }
}
