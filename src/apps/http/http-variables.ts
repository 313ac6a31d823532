import type { Caller } from "./caller.ts";
import type { Log } from "./log.ts";

/** What the middleware knows of a call. */
export interface HttpVariables {
  /** What Node's server adds; absent where a request came by no connection. */
  readonly Bindings: { readonly outgoing?: { destroy(): void } };
  readonly Variables: {
    requestId: string;
    caller: Caller;
    /** Aborted when the caller has gone, or when the call was not answered in time. */
    signal: AbortSignal;
    /** So long a call may take until it is answered, and its caller to take an event. */
    timeoutMs: number;
    log: Log;
  };
}
