import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { reviveError, StoreUnavailableError, WriterStoppedError } from "../../core/index.ts";
import type { Call, Reply, Request } from "./writer-messages.ts";

interface PendingCall {
  readonly signal: AbortSignal;
  readonly abort: () => void;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/** Data with which the thread is started. */
interface WriterThreadData {
  readonly directory: string;
  readonly waitMs: number;
}

/**
 * A thread that starts at the first call and serves calls in order. It keeps the process alive only while it has calls.
 */
export class WriterThread {
  readonly #entry: URL;
  readonly #data: WriterThreadData;
  readonly #pending = new Map<number, PendingCall>();
  #worker: Worker | undefined;
  #closing: Promise<void> | undefined;
  #lastId = 0;

  constructor(entry: URL, data: WriterThreadData) {
    this.#entry = entry;
    this.#data = data;
  }

  async call(call: Call, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    if (this.#closing !== undefined)
      throw new StoreUnavailableError(`The store ${this.#data.directory} was closed.`, { hint: "Open it again." });

    this.#worker ??= this.#start();
    const worker = this.#worker;
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      send(worker, { kind: "call", id, call });
      const abort = () => send(worker, { kind: "abort", id });
      signal.addEventListener("abort", abort);
      this.#pending.set(id, { signal, abort, resolve, reject });
      worker.ref();
    });
  }

  /** Ends the thread after all earlier calls. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    worker.ref();
    send(worker, { kind: "close" });
    await once(worker, "exit");
  }

  #start(): Worker {
    const worker = new Worker(this.#entry, { workerData: this.#data });
    let cause: unknown;
    worker.unref();
    worker.on("message", (reply: Reply) => this.#settle(worker, reply));
    worker.on("error", (error) => {
      cause = error;
    });
    worker.on("exit", (exitCode) => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#failPending(cause, exitCode);
    });
    return worker;
  }

  #settle(worker: Worker, reply: Reply): void {
    const call = this.#take(reply.id);
    if (this.#pending.size === 0 && this.#closing === undefined) worker.unref();
    if (reply.kind === "done") call?.resolve(reply.value);
    else if (reply.kind === "aborted") call?.reject(call.signal.reason);
    else call?.reject(reviveError(reply.error));
  }

  #failPending(cause: unknown, exitCode: number): void {
    const reason = cause instanceof Error ? cause.message : `exit code ${exitCode}`;
    const message = `The thread that writes to ${this.#data.directory} stopped: ${reason}.`;
    for (const id of [...this.#pending.keys()])
      this.#take(id)?.reject(new WriterStoppedError(message, { hint: "Retry. Earlier commits are intact.", cause }));
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    call?.signal.removeEventListener("abort", call.abort);
    return call;
  }
}

function send(worker: Worker, request: Request): void {
  worker.postMessage(request);
}
