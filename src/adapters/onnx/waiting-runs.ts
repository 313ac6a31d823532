import type { Urgency } from "../../core/index.ts";
import type { SessionThread } from "./session-thread.ts";

/** A run that no session has begun. */
export interface WaitingRun {
  readonly urgency: Urgency;
  /** The run is not done, and refused with the signal's reason, when it is aborted before a session has begun it. */
  readonly signal: AbortSignal;
  /** Ends when the run has, whatever came of it. */
  start(thread: SessionThread): Promise<void>;
  refuse(reason: unknown): void;
}

/** All that one caller waits for, and what hears that they have gone: one listener, however many runs. */
interface Caller {
  readonly runs: Set<WaitingRun>;
  leave(): void;
}

/** In the order in which they came; what is needed now before what is needed later. */
export class WaitingRuns {
  readonly #now = new Set<WaitingRun>();
  readonly #later = new Set<WaitingRun>();
  readonly #callers = new Map<AbortSignal, Caller>();

  add(run: WaitingRun): void {
    (run.urgency === "now" ? this.#now : this.#later).add(run);
    const caller = this.#callers.get(run.signal) ?? this.#hear(run.signal);
    caller.runs.add(run);
  }

  remove(run: WaitingRun): void {
    this.#now.delete(run);
    this.#later.delete(run);
    const caller = this.#callers.get(run.signal);
    caller?.runs.delete(run);
    if (caller === undefined || caller.runs.size > 0) return;
    run.signal.removeEventListener("abort", caller.leave);
    this.#callers.delete(run.signal);
  }

  first(): WaitingRun | undefined {
    const [first] = this.#now.size > 0 ? this.#now : this.#later;
    return first;
  }

  take(): WaitingRun | undefined {
    const first = this.first();
    if (first !== undefined) this.remove(first);
    return first;
  }

  refuseAll(reason: unknown): void {
    for (let run = this.take(); run !== undefined; run = this.take()) run.refuse(reason);
  }

  #hear(signal: AbortSignal): Caller {
    const runs = new Set<WaitingRun>();
    const leave = () => {
      for (const run of [...runs]) {
        this.remove(run);
        run.refuse(signal.reason);
      }
    };
    signal.addEventListener("abort", leave, { once: true });
    const caller = { runs, leave };
    this.#callers.set(signal, caller);
    return caller;
  }
}
