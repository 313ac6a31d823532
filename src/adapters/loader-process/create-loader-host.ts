import {
  InvalidArgumentError,
  type LoaderHost,
  LoadFailedError,
  type LoadInput,
  MEGABYTE_BYTES,
} from "../../core/index.ts";
import { createQueue } from "./create-queue.ts";
import { LoaderChild, type LoaderLimits, type LoaderProgram } from "./loader-child.ts";
import { parseReply } from "./parse-reply.ts";

export interface LoaderHostOptions extends LoaderLimits, LoaderProgram {
  /** Number of files read in parallel, each in a separate process, 1 to 16. */
  readonly processes: number;
  /** Finds media type and loader by the first bytes. Runs in this process. */
  readonly identify: (file: Pick<LoadInput, "bytes" | "uri">) => ReturnType<LoaderHost["identify"]>;
}

const MIN_MEMORY_BYTES = 64 * MEGABYTE_BYTES;

/**
 * Creates a host that reads files in child processes, so that a hostile file can neither block nor fill this process.
 *
 * The first file starts a child, which is then reused. It is replaced after it died, was killed, grew large or read
 * many files. It has no environment variables, and does not keep this process alive between files.
 *
 * `load` throws the loaders' errors and these:
 *
 * @throws {LoaderLimitError}     above `timeoutMs`, or above `memoryBytes` of resident memory or heap
 * @throws {LoadFailedError}      if the child died, or its reply is not a document
 * @throws {InvalidArgumentError} at once, if a limit is out of bounds
 */
export function createLoaderHost(options: LoaderHostOptions): LoaderHost {
  checkOptions(options);
  const children = Array.from({ length: options.processes }, () => new LoaderChild(options, options));
  const queue = createQueue(children);
  const closing = new AbortController();

  return {
    load: (input, signal) => {
      const stop = AbortSignal.any([signal, closing.signal]);
      return queue.run(async (child) => parseReply(await child.load(input, stop)), stop);
    },
    identify: async (input, signal) => {
      signal.throwIfAborted();
      return options.identify(input);
    },
    close: async () => {
      closing.abort(new LoadFailedError("The file was not read: loading was closed."));
      await Promise.all(children.map((child) => child.close()));
    },
  };
}

function checkOptions({ processes, timeoutMs, memoryBytes }: LoaderHostOptions): void {
  if (!Number.isInteger(processes) || processes < 1 || processes > 16) {
    throw new InvalidArgumentError(`processes must be a whole number from 1 to 16, not ${processes}.`);
  }
  if (!(timeoutMs >= 1 && timeoutMs <= 2 ** 31 - 1)) {
    throw new InvalidArgumentError(`timeoutMs must be between 1 and ${2 ** 31 - 1}, not ${timeoutMs}.`);
  }
  if (!(memoryBytes >= MIN_MEMORY_BYTES)) {
    throw new InvalidArgumentError(`memoryBytes must be at least ${MIN_MEMORY_BYTES} (64 MiB), not ${memoryBytes}.`);
  }
}
