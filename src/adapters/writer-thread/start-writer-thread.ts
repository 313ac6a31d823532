import { z } from "zod";
import type { CommitResult, Writer } from "../../core/index.ts";
import { packCommit } from "./pack-commit.ts";
import { packVectors } from "./pack-vectors.ts";
import type { Call } from "./writer-messages.ts";
import { WriterThread } from "./writer-thread.ts";

export interface WriterThreadOptions {
  /** Program of the thread, which calls `serveWriter`. */
  readonly entry: URL;
  /** The store's folder. */
  readonly directory: string;
  /** Maximum wait for another process's write, in milliseconds, ≥ 0. */
  readonly waitMs: number;
}

const idsOrNone = z.array(z.string()).optional();
const commitResult: z.ZodType<CommitResult> = z.object({
  generation: z.number(),
  segmentId: z.number().exactOptional(),
  removed: z.number(),
});

/**
 * Creates a `Writer` in a separate thread and with a separate connection to the store, so that commits
 * and merges never delay a search.
 *
 * The first call starts the thread, and the first call after a crash restarts it. Calls are served in order. An idle
 * thread does not keep the process alive.
 *
 * Arguments are copied, not transferred: the caller keeps its vectors and bytes. Large ones are copied piece by piece
 * into memory that both threads share, so that no copy keeps the caller from other work for long. Errors of core arrive
 * with their class, message and hint. An aborted call ends with its signal's reason.
 *
 * @throws {StoreUnavailableError} from pending calls if the thread crashes, and from calls after `close`
 */
export async function startWriterThread({
  entry,
  directory,
  waitMs,
}: WriterThreadOptions): Promise<Writer & { close(): Promise<void> }> {
  const thread = new WriterThread(entry, { directory, waitMs });
  let lastSent: Promise<unknown> = Promise.resolve();
  /** Makes a call when those before it were sent: packing a large one takes several turns. */
  const call = (makeCall: () => Call | Promise<Call>, signal: AbortSignal): Promise<unknown> => {
    signal.throwIfAborted();
    const made = lastSent.then(makeCall);
    // Only the caller sees that its call could not be packed; the next call is sent anyway.
    lastSent = made.catch(() => undefined);
    return made.then((next) => thread.call(next, signal));
  };
  return {
    commit: async (commit, signal) =>
      commitResult.parse(await call(async () => ({ method: "commit", arguments: [await packCommit(commit)] }), signal)),
    attachVectors: async (attachment, signal) =>
      z
        .boolean()
        .parse(
          await call(async () => ({ method: "attachVectors", arguments: [await packVectors(attachment)] }), signal),
        ),
    merge: async (collection, signal) =>
      z.number().parse(await call(() => ({ method: "merge", arguments: [collection] }), signal)),
    swapSpace: async (swap, signal) =>
      z.boolean().parse(await call(() => ({ method: "swapSpace", arguments: [swap] }), signal)),
    cacheVectors: async (space, vectors, signal) => {
      await call(() => ({ method: "cacheVectors", arguments: [space, vectors] }), signal);
    },
    putSource: async (source, signal) => {
      await call(() => ({ method: "putSource", arguments: [source] }), signal);
    },
    updateSource: async (source, signal) =>
      z.boolean().parse(await call(() => ({ method: "updateSource", arguments: [source] }), signal)),
    removeSource: async (collection, uri, signal) =>
      idsOrNone.parse(await call(() => ({ method: "removeSource", arguments: [collection, uri] }), signal)),
    putOrigins: async (collection, origins, signal) => {
      await call(() => ({ method: "putOrigins", arguments: [collection, origins] }), signal);
    },
    close: async () => {
      await lastSent;
      await thread.close();
    },
  };
}
