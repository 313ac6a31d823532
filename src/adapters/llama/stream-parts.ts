/**
 * Yields the parts that `run` pushes, in order and as soon as they come. If `run` fails, the stream fails. A reader
 * that stops early aborts `run` and waits for its end.
 */
export async function* streamParts<Part>(
  run: (push: (part: Part) => void, stop: AbortSignal) => Promise<void>,
): AsyncGenerator<Part> {
  const queue: Part[] = [];
  const stop = new AbortController();
  let wake: () => void = () => undefined;
  let isDone = false;
  const push = (part: Part) => {
    queue.push(part);
    wake();
  };
  const work = run(push, stop.signal).finally(() => {
    isDone = true;
    wake();
  });
  // The work is awaited below. Until then a failure must not count as an unhandled rejection.
  work.catch(() => undefined);

  try {
    while (!isDone || queue.length > 0) {
      const part = queue.shift();
      if (part !== undefined) yield part;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (isDone || queue.length > 0) resolve();
        });
    }
    await work;
  } finally {
    stop.abort();
    await Promise.allSettled([work]);
  }
}
