import type { SessionInput, SessionSettings } from "./session-messages.ts";
import { SessionThread } from "./session-thread.ts";

/** Sessions side by side. One is started for the first run, another only while all others are busy. */
export class SessionPool {
  readonly #entry: URL;
  readonly #settings: SessionSettings;
  readonly #size: number;
  #threads: readonly SessionThread[] = [];

  constructor(entry: URL, settings: SessionSettings, size: number) {
    this.#entry = entry;
    this.#settings = settings;
    this.#size = size;
  }

  /** What the model gives for one input, see `SessionReply`. */
  run(input: SessionInput): Promise<readonly Float32Array[]> {
    return this.#choose().run(input);
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
    return least.load > 0 && this.#threads.length < this.#size ? this.#start() : least;
  }

  #start(): SessionThread {
    const thread = new SessionThread(this.#entry, this.#settings);
    this.#threads = [...this.#threads, thread];
    return thread;
  }
}
