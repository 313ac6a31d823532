import { type Chunker, defined, LoadFailedError } from "../../core/index.ts";
import { checkTask } from "./check-task.ts";
import { chunkTask } from "./chunk-task.ts";
import type { CheckOrder, Measured } from "./thread-messages.ts";
import { ThreadPool, type ThreadPoolOptions, type WhileWaiting } from "./thread-pool.ts";

export interface TextThreadsOptions extends ThreadPoolOptions {
  /** Minimum length of a text in UTF-16 code units. The calling thread chunks a shorter one before a thread could. */
  readonly minCharacters: number;
  /** Maximum time for chunking 16 MiB of a text or the smaller last part, ≥ 1. Waiting for vectors does not count. */
  readonly timeoutMs: number;
}

/** A text for a guard, and how its caller waits. */
export interface TextToCheck extends Omit<CheckOrder, "kind"> {
  readonly whileWaiting?: WhileWaiting | undefined;
}

export interface TextThreads {
  /**
   * Returns a chunker with the same results that works in a thread. The program of the threads must know the given
   * chunker by its fingerprint. The calling thread chunks short texts, and all texts if there is no `tokenCounter`.
   */
  inThread(chunker: Chunker): Chunker;
  /**
   * Measures a text with a guard in a thread. Texts of documents leave a thread to those of other stages, which someone
   * waits for.
   *
   * @throws the error of the guard, an error if the thread ended or is full, or the signal's reason
   */
  check(text: TextToCheck, signal: AbortSignal): Promise<Measured>;
  /** Stops the threads. Texts that they work on fail. */
  close(): Promise<void>;
}

/** Length of a text after which its thread ends: the memory that its chunks took would stay with the thread. */
const LARGE_CHARACTERS = 8_388_608;

/** Creates threads that chunk documents and run guards. */
export function createTextThreads({ minCharacters, timeoutMs, ...options }: TextThreadsOptions): TextThreads {
  const pool = new ThreadPool(options);
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
        const task = chunkTask({ chunker: fingerprint, document, tokenCounter, embed, timeoutMs });
        return pool.run({ task, isUrgent: false, endsThread: document.text.length > LARGE_CHARACTERS }, signal);
      },
    } satisfies { [Key in keyof Chunker]: Chunker[Key] | undefined });
  };
  return {
    inThread,
    check: ({ whileWaiting, ...order }, signal) =>
      pool.run({ task: checkTask(order), isUrgent: order.request.stage !== "ingest", whileWaiting }, signal),
    close: () => pool.close(new LoadFailedError("The document was not chunked: Lydian was closed.")),
  };
}
