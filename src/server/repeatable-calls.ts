import type { BegunCall, RepeatableCall } from "../core/index.ts";

/** What lets a caller send a call again whose answer got lost, without having it done twice. */
export interface RepeatedCalls {
  /**
   * Begins a call, or says how it was answered when it came before; that is known for 24 hours.
   *
   * @param call  `fingerprint` says what is asked for; nobody else begins it for `holdMs`
   */
  beginCall(
    call: RepeatableCall & { readonly fingerprint: string; readonly holdMs: number; readonly signal?: AbortSignal },
  ): Promise<BegunCall>;
  /** Keeps how a call was answered that was begun. */
  endCall(call: RepeatableCall & { readonly status: number; readonly body: string }): Promise<void>;
  /** It failed: the next one with its key is begun anew. */
  dropCall(call: RepeatableCall): Promise<void>;
}
