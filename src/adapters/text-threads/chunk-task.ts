import {
  type ChunkDraft,
  type Chunker,
  type ChunkerServices,
  ChunkingLimitError,
  defined,
  LoadFailedError,
  MEGABYTE_BYTES,
  PackedDrafts,
  packElements,
  packText,
  type Sequence,
  type TokenCounter,
  timeLimitFor,
} from "../../core/index.ts";
import type { ThreadFault, ThreadTask } from "./text-thread.ts";
import type { ChunkOrder } from "./thread-messages.ts";

/** A document to chunk. */
export interface DocumentToChunk {
  /** Fingerprint of the chunker. */
  readonly chunker: string;
  readonly document: Parameters<Chunker["chunk"]>[0];
  readonly tokenCounter: TokenCounter;
  readonly embed: ChunkerServices["embed"];
  /** Maximum time for 16 MiB of its text or the smaller last part, ≥ 1. Waiting for vectors does not count. */
  readonly timeoutMs: number;
}

/** Returns the task of chunking a document. It fails with `ChunkingLimitError` if it exceeds its time or memory. */
export function chunkTask({
  chunker,
  document,
  tokenCounter,
  embed,
  timeoutMs,
}: DocumentToChunk): ThreadTask<Sequence<ChunkDraft>> {
  const createOrder = (): ChunkOrder => ({
    kind: "chunk",
    chunker,
    tokenCounter,
    document: {
      text: packText(document.text),
      title: document.title,
      elements: packElements(document.elements).numbers,
    },
    canEmbed: embed !== undefined,
  });
  return defined({
    createOrder,
    limitMs: timeLimitFor(document.text.length, timeoutMs),
    embed,
    describe: describeFault,
    read: (reply) => {
      if (reply.kind !== "chunked") throw new LoadFailedError("The thread that chunks documents gave no chunks.");
      return new PackedDrafts(reply.drafts);
    },
  } satisfies { [Key in keyof ThreadTask<Sequence<ChunkDraft>>]: ThreadTask<Sequence<ChunkDraft>>[Key] | undefined });
}

function describeFault(fault: ThreadFault): Error {
  switch (fault.kind) {
    case "time":
      return new ChunkingLimitError(
        `Chunking the document took longer than ${fault.limitMs / 1_000} s and was stopped.`,
        { hint: "Raise ingest.timeoutSeconds, split the file, or leave it out." },
      );
    case "memory":
      return new ChunkingLimitError(
        `Chunking the document took more than ${Math.floor(fault.memoryBytes / MEGABYTE_BYTES)} MiB of memory and was stopped.`,
        { hint: "Raise ingest.memoryMegabytes, split the file, or leave it out." },
      );
    case "exit":
      return new LoadFailedError(`The thread that chunks documents ended unexpectedly (${fault.reason}).`, {
        hint: "Add the file alone. If the thread ends again, leave the file out.",
        cause: fault.cause,
      });
  }
}
