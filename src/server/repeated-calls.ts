import { type CallContext, signalOf } from "../library/call-context.ts";
import type { RepeatedCalls } from "./repeatable-calls.ts";

const KEPT_MS = 24 * 60 * 60 * 1_000;

/** See `RepeatedCalls`. */
export function createRepeatedCalls({ parts }: Pick<CallContext, "parts">): RepeatedCalls {
  const { state, clock } = parts;
  // What was done is kept, whether its caller still waits or has gone.
  const never = new AbortController().signal;
  return {
    async beginCall({ caller, key, fingerprint, holdMs, ...options }) {
      const now = clock.now();
      const times = { now: iso(now), until: iso(now + holdMs), forgetBefore: iso(now - KEPT_MS) };
      return (await state.write()).beginCall({ caller, key, fingerprint, ...times }, signalOf(options));
    },
    endCall: async (call) => (await state.write()).endCall(call, never),
    dropCall: async (call) => (await state.write()).dropCall(call, never),
  };
}

const iso = (time: number): string => new Date(time).toISOString();
