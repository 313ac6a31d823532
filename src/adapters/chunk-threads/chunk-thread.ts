import { Worker } from "node:worker_threads";
import {
  type ChunkDraft,
  type Chunker,
  type ChunkerServices,
  ChunkingLimitError,
  LoadFailedError,
  MEGABYTE_BYTES,
  PackedDrafts,
  packElements,
  packText,
  reviveError,
  type Sequence,
  type TokenCounter,
  timeLimitFor,
} from "../../core/index.ts";
import type { ChunkReply, ChunkRequest } from "./chunk-messages.ts";
import { createWorkClock, type WorkClock } from "./work-clock.ts";

export interface ChunkThreadOptions {
  /** Program of the thread, which calls `serveChunks`. */
  readonly entry: URL;
  /** Data with which the thread is started. */
  readonly workerData: unknown;
  /** Maximum time for each started 16 MiB of a text, ≥ 1. Waiting for vectors does not count. */
  readonly timeoutMs: number;
  /** Maximum heap of a thread. */
  readonly memoryBytes: number;
}

/** A document to chunk. */
export interface ChunkTask {
  /** Fingerprint of the chunker. */
  readonly chunker: string;
  readonly document: Parameters<Chunker["chunk"]>[0];
  readonly tokenCounter: TokenCounter;
  readonly embed: ChunkerServices["embed"];
}

interface RunningTask {
  readonly task: ChunkTask;
  readonly signal: AbortSignal;
  readonly clock: WorkClock;
  resolve(drafts: Sequence<ChunkDraft>): void;
  reject(reason: unknown): void;
}

/** One thread that chunks one document at a time. It keeps the process alive only while it does. */
export class ChunkThread {
  readonly #options: ChunkThreadOptions;
  readonly #worker: Worker;
  #running: RunningTask | undefined;
  #hasEnded = false;

  constructor(options: ChunkThreadOptions) {
    this.#options = options;
    const maxOldGenerationSizeMb = Math.floor(options.memoryBytes / MEGABYTE_BYTES);
    this.#worker = new Worker(options.entry, {
      workerData: options.workerData,
      resourceLimits: { maxOldGenerationSizeMb },
    });
    let cause: unknown;
    this.#worker.unref();
    this.#worker.on("message", (reply: ChunkReply) => this.#receive(reply));
    this.#worker.on("error", (error) => {
      cause = error;
    });
    this.#worker.on("exit", (exitCode) => {
      this.#hasEnded = true;
      this.#end()?.reject(this.#createExitError(cause, exitCode));
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * Chunks a document. A task that is aborted or exceeds a limit ends its thread, since nothing else stops a loop.
   *
   * @throws {ChunkingLimitError} if it exceeds its time or memory
   */
  chunk(task: ChunkTask, signal: AbortSignal): Promise<Sequence<ChunkDraft>> {
    const { chunker, tokenCounter, document, embed } = task;
    const packed = {
      text: packText(document.text),
      title: document.title,
      elements: packElements(document.elements).numbers,
    };
    return new Promise((resolve, reject) => {
      const stop = (reason: unknown) => {
        this.#end();
        this.#hasEnded = true;
        void this.#worker.terminate();
        reject(reason);
      };
      const onAbort = () => stop(signal.reason);
      const limitMs = timeLimitFor(document.text.length, this.#options.timeoutMs);
      const clock = createWorkClock(limitMs, () => stop(createTimeLimitError(limitMs)));
      const settle =
        <Value>(take: (value: Value) => void) =>
        (value: Value) => {
          clock.pause();
          signal.removeEventListener("abort", onAbort);
          take(value);
        };
      this.#running = { task, signal, clock, resolve: settle(resolve), reject: settle(reject) };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#worker.ref();
      clock.start();
      this.#send({ kind: "chunk", chunker, tokenCounter, document: packed, canEmbed: embed !== undefined });
    });
  }

  async stop(): Promise<void> {
    this.#hasEnded = true;
    await this.#worker.terminate();
  }

  #receive(reply: ChunkReply): void {
    if (reply.kind === "embed") void this.#embed(reply.texts);
    else if (reply.kind === "done") this.#end()?.resolve(new PackedDrafts(reply.drafts));
    else this.#end()?.reject(reviveError(reply.error));
  }

  async #embed(texts: readonly string[]): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    running.clock.pause();
    try {
      const vectors = (await running.task.embed?.(texts, running.signal)) ?? [];
      if (this.#running !== running) return;
      running.clock.start();
      this.#send({ kind: "embedded", vectors });
    } catch (error) {
      if (this.#running !== running) return;
      // The thread must end, because its chunker waits for vectors that will never come.
      this.#end()?.reject(error);
      await this.stop();
    }
  }

  /** Ends the running task and returns it. */
  #end(): RunningTask | undefined {
    const running = this.#running;
    this.#running = undefined;
    this.#worker.unref();
    return running;
  }

  #send(request: ChunkRequest): void {
    this.#worker.postMessage(request);
  }

  #createExitError(cause: unknown, exitCode: number): Error {
    const isFull = cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY";
    if (isFull) return createMemoryLimitError(this.#options.memoryBytes);
    const reason = cause instanceof Error ? cause.name : `exit code ${exitCode}`;
    return new LoadFailedError(`The thread that chunks documents ended unexpectedly (${reason}).`, {
      hint: "Add the file alone. If the thread ends again, leave the file out.",
      cause,
    });
  }
}

function createTimeLimitError(timeoutMs: number): ChunkingLimitError {
  return new ChunkingLimitError(`Chunking the document took longer than ${timeoutMs / 1_000} s and was stopped.`, {
    hint: "Raise ingest.timeoutSeconds, split the file, or leave it out.",
  });
}

function createMemoryLimitError(memoryBytes: number): ChunkingLimitError {
  const megabytes = Math.floor(memoryBytes / MEGABYTE_BYTES);
  return new ChunkingLimitError(`Chunking the document took more than ${megabytes} MiB of memory and was stopped.`, {
    hint: "Raise ingest.memoryMegabytes, split the file, or leave it out.",
  });
}
