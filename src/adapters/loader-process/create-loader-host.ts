import { InvalidArgumentError, type LoaderHost, LoadFailedError, MEGABYTE_BYTES } from "../../core/index.ts";
import { createQueue } from "./create-queue.ts";
import { LoaderChild, type LoaderLimits, type LoaderProgram } from "./loader-child.ts";
import { parseReply } from "./parse-reply.ts";

export interface LoaderHostOptions extends LoaderLimits, LoaderProgram {
  /** How many files are read side by side, each in a process of its own; from 1 to 16. */
  readonly processes: number;
  /** Runs in this process: media type and loader by the first bytes. */
  readonly identify: (input: {
    readonly bytes: Uint8Array;
    readonly uri: string;
  }) => ReturnType<LoaderHost["identify"]>;
}

const LEAST_MEMORY_BYTES = 64 * MEGABYTE_BYTES;

/**
 * Reads files in child processes, so that a hostile one can neither hang nor fill this process. A child is started for
 * the first file, used again, and replaced after it was killed, died, grew large or served many files. It has no
 * environment, and never keeps this process alive between files.
 *
 * What `load` throws, besides the loaders' own errors:
 *
 * @throws {LoaderLimitError}     over `timeoutMs`, or over `memoryBytes` of resident memory or heap
 * @throws {LoadFailedError}      when the child died, or answered with what is no document
 * @throws {InvalidArgumentError} at once, for limits out of bounds
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
    throw new InvalidArgumentError(`processes is ${processes}; it is a whole number from 1 to 16.`);
  }
  if (!(timeoutMs >= 1 && timeoutMs <= 2 ** 31 - 1)) {
    throw new InvalidArgumentError(`timeoutMs is ${timeoutMs}; it lies between 1 and ${2 ** 31 - 1}.`);
  }
  if (!(memoryBytes >= LEAST_MEMORY_BYTES)) {
    throw new InvalidArgumentError(`memoryBytes is ${memoryBytes}; it is at least ${LEAST_MEMORY_BYTES} (64 MiB).`);
  }
}
