import type { BegunCall } from "../core/index.ts";
import { never, type RepeatableCall } from "../core/index.ts";
import { quotaOf, signalOf } from "../library/index.ts";
import type { ServerParts } from "./server-parts.ts";

const REMEMBERED_MS = 24 * 60 * 60 * 1_000;

/** A call that a caller may send again when its answer gets lost. */
export interface NewCall extends RepeatableCall {
  /** Hash of the request. A repeated call must have the same one. */
  readonly fingerprint: string;
  /** Time in which no other process may begin the same call. */
  readonly holdMs: number;
  readonly signal?: AbortSignal;
}

/** A call with its answer. */
export interface AnsweredCall extends RepeatableCall {
  readonly status: number;
  readonly body: string;
}

/** Repeated calls, which are executed once. */
export interface RepeatCalls {
  /**
   * Begins a call, or returns its earlier answer. Answers are remembered for 24 hours.
   *
   * @throws {QuotaExceededError} for a new call if the caller's key already has the maximum
   */
  beginCall(call: NewCall): Promise<BegunCall>;

  /** Remembers the answer to a call that was begun. */
  endCall(call: AnsweredCall): Promise<void>;

  /** Forgets a call that failed, so the next one with its key begins again. */
  dropCall(call: RepeatableCall): Promise<void>;
}

/** Makes the methods of `LydianServer` that answer a repeated call without executing it twice. */
export function createRepeatedCalls({ state, clock, settings }: ServerParts): RepeatCalls {
  // `endCall` and `dropCall` take no signal, because an outcome is stored even if the caller has disconnected.
  const toIso = (timeMs: number): string => new Date(timeMs).toISOString();

  return {
    async beginCall({ caller, key, fingerprint, holdMs, ...options }) {
      const now = clock.now();
      const times = { now: toIso(now), until: toIso(now + holdMs), forgetBefore: toIso(now - REMEMBERED_MS) };
      const quota = quotaOf(settings, "calls", caller);
      return (await state.write()).beginCall({ caller, key, fingerprint, ...times, quota }, signalOf(options));
    },
    endCall: async (call) => (await state.write()).endCall(call, never),
    dropCall: async (call) => (await state.write()).dropCall(call, never),
  };
}
