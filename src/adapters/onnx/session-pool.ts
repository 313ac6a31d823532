import type { SessionInput, SessionSettings } from "./session-messages.ts";
import { SessionThread } from "./session-thread.ts";

/** A session takes as long to load as so many runs of a sentence or a passage. */
const RUNS_A_SESSION = 16;

/**
 * Sessions side by side. One is started for the first run, another only while all others are busy, and once there have
 * been so many runs that it is worth its loading: a single question ends before it would be.
 */
export class SessionPool {
  readonly #entry: URL;
  readonly #settings: SessionSettings;
  readonly #size: number;
  #threads: readonly SessionThread[] = [];
  #runs = 0;

  constructor(entry: URL, settings: SessionSettings, size: number) {
    this.#entry = entry;
    this.#settings = settings;
    this.#size = size;
  }

  /** What the model gives for one input, see `SessionReply`. */
  run(input: SessionInput): Promise<readonly Float32Array[]> {
    const thread = this.#choose();
    this.#runs++;
    return thread.run(input);
  }

  /** Starts the first session, so that its weights load while the caller prepares its input. */
  warm(): void {
    if (this.#threads.length === 0) this.#start();
  }

  /** Waits for the runs that were asked for and releases the sessions. */
  async close(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.close()));
  }

  #choose(): SessionThread {
    this.#threads = this.#threads.filter((thread) => !thread.hasEnded);
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
