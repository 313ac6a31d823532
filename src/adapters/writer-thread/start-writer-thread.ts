import { z } from "zod";
import type { CommitResult, Writer } from "../../core/index.ts";
import { WriterThread } from "./writer-thread.ts";

export interface WriterThreadOptions {
  /** The thread's program, which calls `serveWriter`. */
  readonly entry: URL;
  /** The store's folder. */
  readonly directory: string;
  /** How long, in milliseconds, the thread waits while another process writes. From 0. */
  readonly waitMs: number;
}

const idsOrNone = z.array(z.string()).optional();
const commitResult: z.ZodType<CommitResult> = z.object({
  generation: z.number(),
  segmentId: z.number().exactOptional(),
  removed: z.number(),
});

/**
 * A `Writer` in a thread of its own, with its own connection to the store, so that commits and merges never
 * hold up a search. The thread starts at the first call, and again at the first call after it crashed. Calls are
 * served in the order asked for. While no call waits, the thread does not keep the process alive.
 *
 * Arguments are copied and not transferred: the caller keeps its vectors and bytes, and beside the disk a copy is
 * quick. Errors of core arrive with their class, message and hint; an aborted call ends with its signal's reason.
 *
 * @throws {StoreUnavailableError} from calls that wait when the thread crashes, and from calls after `close`
 */
export async function startWriterThread({
  entry,
  directory,
  waitMs,
}: WriterThreadOptions): Promise<Writer & { close(): Promise<void> }> {
  const thread = new WriterThread(entry, { directory, waitMs });
  return {
    commit: async (commit, signal) =>
      commitResult.parse(await thread.ask({ method: "commit", arguments: [commit] }, signal)),
    attachVectors: async (attachment, signal) =>
      z.boolean().parse(await thread.ask({ method: "attachVectors", arguments: [attachment] }, signal)),
    merge: async (collection, signal) =>
      z.number().parse(await thread.ask({ method: "merge", arguments: [collection] }, signal)),
    swapSpace: async (swap, signal) =>
      z.boolean().parse(await thread.ask({ method: "swapSpace", arguments: [swap] }, signal)),
    cacheVectors: async (space, vectors, signal) => {
      await thread.ask({ method: "cacheVectors", arguments: [space, vectors] }, signal);
    },
    putSource: async (source, signal) => {
      await thread.ask({ method: "putSource", arguments: [source] }, signal);
    },
    updateSource: async (source, signal) =>
      z.boolean().parse(await thread.ask({ method: "updateSource", arguments: [source] }, signal)),
    removeSource: async (collection, uri, signal) =>
      idsOrNone.parse(await thread.ask({ method: "removeSource", arguments: [collection, uri] }, signal)),
    putOrigins: async (collection, origins, signal) => {
      await thread.ask({ method: "putOrigins", arguments: [collection, origins] }, signal);
    },
    close: () => thread.close(),
  };
}
