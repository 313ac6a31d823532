/**
 * Waits for work that is asked to end by a signal, but only for a time. Returns whether it has ended.
 *
 * @param signal   signal with which the work is asked to end
 * @param graceMs  maximum time that the work gets after the signal
 * @throws what the work throws in time
 */
export async function endInTime(work: Promise<unknown>, graceMs: number, signal: AbortSignal): Promise<boolean> {
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
