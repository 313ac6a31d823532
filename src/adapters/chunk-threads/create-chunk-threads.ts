import { type ChunkDraft, type Chunker, defined, LoadFailedError, type Sequence } from "../../core/index.ts";
import { type ChunkTask, ChunkThread, type ChunkThreadOptions } from "./chunk-thread.ts";

export interface ChunkThreadsOptions extends ChunkThreadOptions {
  /** Maximum number of threads, from 1. */
  readonly maxThreads: number;
  /** Minimum length of a text in UTF-16 code units. The calling thread chunks a shorter one before a thread could. */
  readonly minCharacters: number;
}

export interface ChunkThreads {
  /**
   * Returns a chunker with the same results that works in a thread. The program of the threads must know the given
   * chunker by its fingerprint. The calling thread chunks short texts, and all texts if there is no `tokenCounter`.
   */
  inThread(chunker: Chunker): Chunker;
  /** Stops the threads. Documents that are being chunked fail. */
  close(): Promise<void>;
}

/**
 * Time that a document waits for a busy thread before another thread starts. Most documents take less time than a start,
 * and a few take much longer.
 */
const PATIENCE_MS = 250;

/** Length of a text after which its thread ends: the memory that its chunks took would stay with the thread. */
const LARGE_CHARACTERS = 8_388_608;

/** Creates threads that chunk. The first starts with the first document; others start only while documents wait. */
export function createChunkThreads({ maxThreads, minCharacters, ...options }: ChunkThreadsOptions): ChunkThreads {
  const threads = new Set<ChunkThread>();
  const idle: ChunkThread[] = [];
  const waiting = new Set<(thread: ChunkThread) => void>();
  const closing = new AbortController();

  const start = () => {
    const thread = new ChunkThread(options);
    threads.add(thread);
    return thread;
  };
  const nextIdle = () => {
    for (let thread = idle.pop(); thread !== undefined; thread = idle.pop()) {
      if (!thread.hasEnded) return thread;
      threads.delete(thread);
    }
    return undefined;
  };
  const release = (thread: ChunkThread) => {
    const [next] = waiting;
    if (thread.hasEnded) threads.delete(thread);
    else if (next === undefined) idle.push(thread);
    if (next !== undefined) next(thread.hasEnded ? start() : thread);
  };
  const waitForThread = (signal: AbortSignal) =>
    new Promise<ChunkThread>((resolve, reject) => {
      const take = (thread: ChunkThread) => {
        forget();
        resolve(thread);
      };
      const onAbort = () => {
        forget();
        reject(signal.reason);
      };
      const patience = setTimeout(() => {
        if (threads.size < maxThreads) take(start());
      }, PATIENCE_MS);
      const forget = () => {
        clearTimeout(patience);
        waiting.delete(take);
        signal.removeEventListener("abort", onAbort);
      };
      waiting.add(take);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  const run = async (task: ChunkTask, signal: AbortSignal): Promise<Sequence<ChunkDraft>> => {
    const stop = AbortSignal.any([signal, closing.signal]);
    stop.throwIfAborted();
    const thread = nextIdle() ?? (threads.size === 0 ? start() : await waitForThread(stop));
    try {
      const drafts = await thread.chunk(task, stop);
      if (task.document.text.length > LARGE_CHARACTERS) await thread.stop();
      return drafts;
    } finally {
      release(thread);
    }
  };

  const inThread = (chunker: Chunker): Chunker => {
    const { id, fingerprint, meanwhile } = chunker;
    return defined({
      id,
      fingerprint,
      meanwhile: meanwhile === undefined ? undefined : inThread(meanwhile),
      chunk: (document, services, signal) => {
        const { tokenCounter, embed } = services;
        const isShort = document.text.length < minCharacters;
        if (isShort || tokenCounter === undefined) return chunker.chunk(document, services, signal);
        return run({ chunker: fingerprint, document, tokenCounter, embed }, signal);
      },
    } satisfies { [Key in keyof Chunker]: Chunker[Key] | undefined });
  };
  return {
    inThread,
    close: async () => {
      closing.abort(new LoadFailedError("The document was not chunked: Lydian was closed."));
      await Promise.all([...threads].map((thread) => thread.stop()));
    },
  };
}
