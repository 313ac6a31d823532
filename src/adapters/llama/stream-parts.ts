/**
 * What work pushes, as a stream, in order and as soon as it comes; the work's failure is the stream's. Whoever stops reading
 * stops the work, and waits for its end.
 */
export async function* streamParts<Part>(
  run: (push: (part: Part) => void, stop: AbortSignal) => Promise<void>,
): AsyncGenerator<Part> {
  const waiting: Part[] = [];
  const stop = new AbortController();
  let wake: () => void = () => undefined;
  let isDone = false;
  const push = (part: Part) => {
    waiting.push(part);
    wake();
  };
  const work = run(push, stop.signal).finally(() => {
    isDone = true;
    wake();
  });
  // It is awaited below; until then its failure is no unhandled one.
  work.catch(() => undefined);
  try {
    while (!isDone || waiting.length > 0) {
      const part = waiting.shift();
      if (part !== undefined) yield part;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (isDone || waiting.length > 0) resolve();
        });
    }
    await work;
  } finally {
    stop.abort();
    await Promise.allSettled([work]);
  }
}
