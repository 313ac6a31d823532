import type { Urgency } from "../../core/index.ts";
import { RUNS_AHEAD } from "./choose-sessions.ts";
import type { SessionInput, SessionSettings } from "./session-messages.ts";
import { SessionThread } from "./session-thread.ts";
import { type WaitingRun, WaitingRuns } from "./waiting-runs.ts";

/** A session takes as long to load as so many runs of a sentence or a passage. */
const RUNS_A_SESSION = 16;

export interface RunRequest {
  /** What is to be done `later` waits for all that somebody waits for `now`, and for the run in progress at most. */
  readonly urgency: Urgency;
  /** Takes the run out of the queue; one that has begun ends for nobody. */
  readonly signal: AbortSignal;
  /** Told when the run is handed to a session. */
  begun?(): void;
}

/**
 * Sessions side by side, and one queue before them: what is asked for first is run first. A session is started for the first
 * run, another only while all others are busy, and once there have been so many runs that it is worth its loading: a
 * single question ends before it would be.
 */
export class SessionPool {
  readonly #entry: URL;
  readonly #settings: SessionSettings;
  readonly #size: number;
  readonly #waiting = new WaitingRuns();
  #threads: readonly SessionThread[] = [];
  #runs = 0;

  constructor(entry: URL, settings: SessionSettings, size: number) {
    this.#entry = entry;
    this.#settings = settings;
    this.#size = size;
  }

  /** What the model gives for one input, see `SessionReply`. */
  run(input: SessionInput, { signal, urgency, begun }: RunRequest): Promise<readonly Float32Array[]> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const start = (thread: SessionThread) => {
        begun?.();
        return thread.run(input, urgency).then(resolve, reject);
      };
      this.#waiting.add({ urgency, signal, start, refuse: reject });
      this.#dispatch();
    });
  }

  /** Starts the first session, so that its weights load while the caller prepares its input. */
  warm(): void {
    if (this.#threads.length === 0) this.#start();
  }

  /** Waits for the runs that were asked for and releases the sessions. */
  async close(): Promise<void> {
    for (let run = this.#waiting.take(); run !== undefined; run = this.#waiting.take())
      this.#begin(run, this.#choose());
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.close()));
  }

  /** Hands out what is waiting, as far as sessions have room for it. */
  #dispatch(): void {
    for (let next = this.#waiting.first(); next !== undefined; next = this.#waiting.first()) {
      const thread = this.#choose();
      if (!hasRoom(thread, next)) return;
      this.#waiting.remove(next);
      this.#begin(next, thread);
    }
  }

  #begin(run: WaitingRun, thread: SessionThread): void {
    this.#runs++;
    void run.start(thread).then(() => {
      // What made a session end would end the next one, too: nothing is left waiting for it.
      if (thread.failure !== undefined && this.#alive().length === 0) this.#waiting.refuseAll(thread.failure);
      this.#dispatch();
    });
  }

  #alive(): readonly SessionThread[] {
    return this.#threads.filter((thread) => thread.failure === undefined);
  }

  #choose(): SessionThread {
    this.#threads = this.#alive();
    const [first, ...others] = this.#threads;
    if (first === undefined) return this.#start();
    const least = others.reduce((best, thread) => (thread.load < best.load ? thread : best), first);
    const isWorthAnother = least.load > 0 && this.#runs >= RUNS_A_SESSION * this.#threads.length;
    return isWorthAnother && this.#threads.length < this.#size ? this.#start() : least;
  }

  #start(): SessionThread {
    const thread = new SessionThread(this.#entry, this.#settings);
    this.#threads = [...this.#threads, thread];
    return thread;
  }
}

/** A run ahead of the one in progress keeps a session busy; what is urgent goes before that one, and needs a place beside it. */
function hasRoom({ load }: SessionThread, { urgency }: WaitingRun): boolean {
  return load < (urgency === "now" ? RUNS_AHEAD + 1 : RUNS_AHEAD);
}
