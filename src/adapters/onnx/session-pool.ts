import type { Urgency } from "../../core/index.ts";
import { RUNS_AHEAD } from "./choose-sessions.ts";
import { type QueuedRun, RunQueue } from "./run-queue.ts";
import type { SessionInput, SessionSettings } from "./session-messages.ts";
import { SessionThread } from "./session-thread.ts";

/** Number of runs that take as long as loading a session. */
const RUNS_PER_SESSION = 16;

export interface RunRequest {
  /** Runs needed `now` precede all queued runs needed `later`. They wait for the run in progress only. */
  readonly urgency: Urgency;
  /** Signal that removes the run from the queue. A run that has started continues, but its result is dropped. */
  readonly signal: AbortSignal;
  /** Called when the run is passed to a session. */
  begun?(): void;
}

/**
 * Parallel sessions with one queue: runs start in the order of the calls.
 *
 * The first run starts a session. Another one starts only while all others are busy and after enough runs to be worth
 * its loading time. A single question ends before that.
 */
export class SessionPool {
  readonly #entry: URL;
  readonly #settings: SessionSettings;
  readonly #size: number;
  readonly #queue = new RunQueue();
  #threads: readonly SessionThread[] = [];
  #runCount = 0;

  constructor(entry: URL, settings: SessionSettings, size: number) {
    this.#entry = entry;
    this.#settings = settings;
    this.#size = size;
  }

  /** Runs the model on one input and returns its outputs, see `SessionReply`. */
  run(input: SessionInput, { signal, urgency, begun }: RunRequest): Promise<readonly Float32Array[]> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const start = (thread: SessionThread) => {
        begun?.();
        return thread.run(input, urgency).then(resolve, reject);
      };
      this.#queue.add({ urgency, signal, start, refuse: reject });
      this.#dispatch();
    });
  }

  /** Starts the first session, so that its weights load while the caller prepares the input. */
  warm(): void {
    if (this.#threads.length === 0) this.#start();
  }

  /** Waits for all queued runs and releases the sessions. */
  async close(): Promise<void> {
    for (let run = this.#queue.take(); run !== undefined; run = this.#queue.take())
      this.#begin(run, this.#chooseThread());
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.close()));
  }

  /** Passes queued runs to sessions while these have room. */
  #dispatch(): void {
    for (let next = this.#queue.first(); next !== undefined; next = this.#queue.first()) {
      const thread = this.#chooseThread();
      if (!hasRoom(thread, next)) return;
      this.#queue.remove(next);
      this.#begin(next, thread);
    }
  }

  #begin(run: QueuedRun, thread: SessionThread): void {
    this.#runCount++;
    void run.start(thread).then(() => {
      // The cause of this failure would end the next session, too, so all queued runs fail.
      if (thread.failure !== undefined && this.#alive().length === 0) this.#queue.refuseAll(thread.failure);
      this.#dispatch();
    });
  }

  #alive(): readonly SessionThread[] {
    return this.#threads.filter((thread) => thread.failure === undefined);
  }

  #chooseThread(): SessionThread {
    this.#threads = this.#alive();
    const [first, ...others] = this.#threads;
    if (first === undefined) return this.#start();

    const leastBusy = others.reduce((best, thread) => (thread.load < best.load ? thread : best), first);
    const isWorthAnother = leastBusy.load > 0 && this.#runCount >= RUNS_PER_SESSION * this.#threads.length;
    return isWorthAnother && this.#threads.length < this.#size ? this.#start() : leastBusy;
  }

  #start(): SessionThread {
    const thread = new SessionThread(this.#entry, this.#settings);
    this.#threads = [...this.#threads, thread];
    return thread;
  }
}

/**
 * Returns whether a session accepts a run. It holds the run in progress and one more, so that it is never idle. An
 * urgent run may be a third one, because it overtakes the waiting one.
 */
function hasRoom({ load }: SessionThread, { urgency }: QueuedRun): boolean {
  return load < (urgency === "now" ? RUNS_AHEAD + 1 : RUNS_AHEAD);
}
