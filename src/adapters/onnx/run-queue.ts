import type { Urgency } from "../../core/index.ts";
import type { SessionThread } from "./session-thread.ts";

/** A run that no session has started. */
export interface QueuedRun {
  readonly urgency: Urgency;
  /** Signal that removes the run from the queue and rejects it with its reason. */
  readonly signal: AbortSignal;
  /** Runs it in a session. The promise fulfils when the run ends, even if it fails. */
  start(thread: SessionThread): Promise<void>;
  refuse(reason: unknown): void;
}

/** Queued runs of one signal. They share one listener, however many they are. */
interface Caller {
  readonly runs: Set<QueuedRun>;
  leave(): void;
}

/** Queue in the order of the calls. Runs needed `now` precede those needed `later`. */
export class RunQueue {
  readonly #now = new Set<QueuedRun>();
  readonly #later = new Set<QueuedRun>();
  readonly #callers = new Map<AbortSignal, Caller>();

  add(run: QueuedRun): void {
    (run.urgency === "now" ? this.#now : this.#later).add(run);
    const caller = this.#callers.get(run.signal) ?? this.#listen(run.signal);
    caller.runs.add(run);
  }

  remove(run: QueuedRun): void {
    this.#now.delete(run);
    this.#later.delete(run);
    const caller = this.#callers.get(run.signal);
    caller?.runs.delete(run);
    if (caller === undefined || caller.runs.size > 0) return;
    run.signal.removeEventListener("abort", caller.leave);
    this.#callers.delete(run.signal);
  }

  first(): QueuedRun | undefined {
    const [first] = this.#now.size > 0 ? this.#now : this.#later;
    return first;
  }

  take(): QueuedRun | undefined {
    const first = this.first();
    if (first !== undefined) this.remove(first);
    return first;
  }

  refuseAll(reason: unknown): void {
    for (let run = this.take(); run !== undefined; run = this.take()) run.refuse(reason);
  }

  #listen(signal: AbortSignal): Caller {
    const runs = new Set<QueuedRun>();
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
