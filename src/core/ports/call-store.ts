/** A call that its caller may send again, because the answer to it may get lost on the way. */
export interface RepeatableCall {
  /** Keys of different callers are different. */
  readonly caller: string;
  /** That the caller gave the call; the same for each time that it is sent. */
  readonly key: string;
}

/** How a call that may have come before stands. */
export type BegunCall =
  /** It did not come before, and is begun now. */
  | { readonly state: "begun" }
  /** Somebody answers it at this moment. */
  | { readonly state: "running" }
  /** The key was given to a call that asked for something else. */
  | { readonly state: "other" }
  | { readonly state: "done"; readonly status: number; readonly body: string };

/** Which calls were answered, and how. Each call sees one committed state, and a change is on the disk when it ends. */
export interface CallStore {
  /**
   * Begins a call, unless it was begun before; times are ISO 8601.
   *
   * @param call  `fingerprint` says what is asked for; nobody else begins it before `until`; what was begun before
   *   `forgetBefore` is forgotten
   */
  beginCall(
    call: RepeatableCall & {
      readonly fingerprint: string;
      readonly now: string;
      readonly until: string;
      readonly forgetBefore: string;
    },
    signal: AbortSignal,
  ): Promise<BegunCall>;
  /** Keeps what was answered to a call that was begun. */
  endCall(
    call: RepeatableCall & { readonly status: number; readonly body: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** Forgets a call: the next one with its key is begun anew. */
  dropCall(call: RepeatableCall, signal: AbortSignal): Promise<void>;
}
