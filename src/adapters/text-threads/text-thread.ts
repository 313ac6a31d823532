import { Worker } from "node:worker_threads";
import {
  type ChunkerServices,
  createWorkClock,
  MEGABYTE_BYTES,
  reviveError,
  type WorkClock,
} from "../../core/index.ts";
import type { CheckOrder, ChunkOrder, SuccessReply, ThreadReply, ThreadRequest } from "./thread-messages.ts";

export interface TextThreadOptions {
  /** Program of the thread, which calls `serveTexts`. */
  readonly entry: URL;
  /** Data with which the thread is started. */
  readonly workerData: unknown;
  /** Maximum heap of a thread. */
  readonly memoryBytes: number;
}

/** Work for a thread. */
export interface ThreadTask<Result> {
  /** Returns the first message to the thread. It is called when a thread is free. */
  createOrder(): ChunkOrder | CheckOrder;
  /** Maximum time, ≥ 1, without waiting for vectors. Absent: only the signal ends the task. */
  readonly limitMs?: number;
  /** Computes vectors that the thread asks for. */
  readonly embed?: ChunkerServices["embed"];
  /** Returns the result in the last message of the thread. */
  read(reply: SuccessReply): Result;
  /** Creates the error of a task that does not end within its limits, or whose thread ends. */
  describe(fault: ThreadFault): Error;
}

/** Reason why a thread did not carry out its task. */
export type ThreadFault =
  | { readonly kind: "time"; readonly limitMs: number }
  | { readonly kind: "memory"; readonly memoryBytes: number }
  | { readonly kind: "exit"; readonly reason: string; readonly cause: unknown };

interface RunningTask {
  readonly task: Pick<ThreadTask<unknown>, "embed" | "describe">;
  readonly signal: AbortSignal;
  readonly clock: WorkClock;
  resolve(reply: SuccessReply): void;
  reject(reason: unknown): void;
}

/** One thread that carries out one task at a time. It keeps the process alive only while it does. */
export class TextThread {
  readonly #options: TextThreadOptions;
  readonly #worker: Worker;
  #running: RunningTask | undefined;
  #hasEnded = false;

  constructor(options: TextThreadOptions) {
    this.#options = options;
    const maxOldGenerationSizeMb = Math.floor(options.memoryBytes / MEGABYTE_BYTES);
    this.#worker = new Worker(options.entry, {
      workerData: options.workerData,
      resourceLimits: { maxOldGenerationSizeMb },
    });
    let cause: unknown;
    this.#worker.unref();
    this.#worker.on("message", (reply: ThreadReply) => this.#receive(reply));
    this.#worker.on("error", (error) => {
      cause = error;
    });
    this.#worker.on("exit", (exitCode) => {
      this.#hasEnded = true;
      const running = this.#end();
      running?.reject(running.task.describe(this.#explainExit(cause, exitCode)));
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * Carries out a task. A task that is aborted or exceeds a limit ends its thread, since nothing else stops a loop.
   *
   * @throws the error that the task describes, the error of its thread, or the signal's reason
   */
  async run<Result>(task: ThreadTask<Result>, signal: AbortSignal): Promise<Result> {
    const order = task.createOrder();
    const reply = await new Promise<SuccessReply>((resolve, reject) => {
      const stop = (reason: unknown) => {
        this.#end()?.reject(reason);
        void this.stop();
      };
      const onAbort = () => stop(signal.reason);
      const { limitMs } = task;
      const clock = startClock(limitMs, () => stop(task.describe({ kind: "time", limitMs: limitMs ?? 0 })));
      const settle =
        <Value>(take: (value: Value) => void) =>
        (value: Value) => {
          clock.end();
          signal.removeEventListener("abort", onAbort);
          take(value);
        };
      this.#running = { task, signal, clock, resolve: settle(resolve), reject: settle(reject) };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#worker.ref();
      this.#send(order);
    });
    return task.read(reply);
  }

  async stop(): Promise<void> {
    this.#hasEnded = true;
    await this.#worker.terminate();
  }

  #receive(reply: ThreadReply): void {
    if (reply.kind === "embed") void this.#embed(reply.texts);
    else if (reply.kind === "failed") this.#end()?.reject(reviveError(reply.error));
    else this.#end()?.resolve(reply);
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

  #send(request: ThreadRequest): void {
    this.#worker.postMessage(request);
  }

  #explainExit(cause: unknown, exitCode: number): ThreadFault {
    const isFull = cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY";
    if (isFull) return { kind: "memory", memoryBytes: this.#options.memoryBytes };
    return { kind: "exit", reason: cause instanceof Error ? cause.name : `exit code ${exitCode}`, cause };
  }
}

const endless: WorkClock = { start: () => undefined, pause: () => undefined, end: () => undefined };

function startClock(limitMs: number | undefined, onLimit: () => void): WorkClock {
  if (limitMs === undefined) return endless;
  const clock = createWorkClock({ limitMs, onLimit, monotonicMs: () => performance.now() });
  clock.start();
  return clock;
}
