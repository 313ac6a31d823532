import { TextThread, type TextThreadOptions, type ThreadTask } from "./text-thread.ts";

export interface ThreadPoolOptions extends TextThreadOptions {
  /** Maximum number of threads that work on documents, from 1. One more may start for texts that someone waits for. */
  readonly maxThreads: number;
}

/** A task with its priority. */
export interface PooledTask<Result> {
  readonly task: ThreadTask<Result>;
  /**
   * True if someone waits for the result, such as the caller of a server. Its task precedes documents that are being
   * added.
   */
  readonly isUrgent: boolean;
  /** True to end the thread afterwards: the memory that a large text took would stay with the thread. */
  readonly endsThread?: boolean;
  /** Runs the wait for a thread, if none is free. */
  readonly whileWaiting?: WhileWaiting | undefined;
}

/** Runs a wait that does not count as work. */
export type WhileWaiting = <Result>(wait: () => Promise<Result>) => Promise<Result>;

/**
 * Time that a task waits for a busy thread before another thread starts. Most tasks take less time than a
 * start, and a few take much longer.
 */
const PATIENCE_MS = 250;

interface WaitingTask {
  readonly isUrgent: boolean;
  take(thread: TextThread): void;
}

/**
 * Threads that carry out tasks. The first starts with the first task; others start only while tasks wait. However many
 * documents there are, a text that someone waits for finds a thread.
 */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #threads = new Set<TextThread>();
  readonly #idle: TextThread[] = [];
  readonly #waiting = new Set<WaitingTask>();
  readonly #closing = new AbortController();
  #busyWithDocuments = 0;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  /** @throws the errors of the task, the signal's reason, or that of `close` */
  async run<Result>(
    { task, isUrgent, endsThread = false, whileWaiting = (wait) => wait() }: PooledTask<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    const stop = AbortSignal.any([signal, this.#closing.signal]);
    stop.throwIfAborted();
    const thread = this.#takeFree(isUrgent) ?? (await whileWaiting(() => this.#waitForThread(isUrgent, stop)));
    try {
      const result = await thread.run(task, stop);
      if (endsThread) await thread.stop();
      return result;
    } finally {
      this.#release(thread, isUrgent);
    }
  }

  /** Stops the threads. Running and later tasks fail with the reason. */
  async close(reason: Error): Promise<void> {
    this.#closing.abort(reason);
    await Promise.all([...this.#threads].map((thread) => thread.stop()));
  }

  #takeFree(isUrgent: boolean): TextThread | undefined {
    if (!this.#hasTurn(isUrgent)) return undefined;
    const thread = this.#popIdle() ?? (this.#threads.size === 0 ? this.#start() : undefined);
    return thread === undefined ? undefined : this.#occupy(thread, isUrgent);
  }

  #waitForThread(isUrgent: boolean, signal: AbortSignal): Promise<TextThread> {
    return new Promise((resolve, reject) => {
      const entry: WaitingTask = {
        isUrgent,
        take: (thread) => {
          forget();
          resolve(this.#occupy(thread, isUrgent));
        },
      };
      const onAbort = () => {
        forget();
        reject(signal.reason);
      };
      const patience = setTimeout(() => {
        const hasRoom = this.#threads.size < this.#options.maxThreads + Number(isUrgent);
        if (hasRoom && this.#hasTurn(isUrgent)) entry.take(this.#start());
      }, PATIENCE_MS);
      const forget = () => {
        clearTimeout(patience);
        this.#waiting.delete(entry);
        signal.removeEventListener("abort", onAbort);
      };
      this.#waiting.add(entry);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  }

  #release(thread: TextThread, isUrgent: boolean): void {
    if (!isUrgent) this.#busyWithDocuments--;
    if (thread.hasEnded) this.#threads.delete(thread);
    const next = this.#nextWaiting();
    if (next !== undefined) next.take(thread.hasEnded ? this.#start() : thread);
    else if (!thread.hasEnded) this.#idle.push(thread);
  }

  #nextWaiting(): WaitingTask | undefined {
    const waiting = [...this.#waiting];
    return waiting.find(({ isUrgent }) => isUrgent) ?? (this.#hasTurn(false) ? waiting[0] : undefined);
  }

  /** Documents leave a thread to the texts that someone waits for. */
  #hasTurn(isUrgent: boolean): boolean {
    return isUrgent || this.#busyWithDocuments < this.#options.maxThreads;
  }

  #popIdle(): TextThread | undefined {
    for (let thread = this.#idle.pop(); thread !== undefined; thread = this.#idle.pop()) {
      if (!thread.hasEnded) return thread;
      this.#threads.delete(thread);
    }
    return undefined;
  }

  #start(): TextThread {
    const thread = new TextThread(this.#options);
    this.#threads.add(thread);
    return thread;
  }

  #occupy(thread: TextThread, isUrgent: boolean): TextThread {
    if (!isUrgent) this.#busyWithDocuments++;
    return thread;
  }
}
