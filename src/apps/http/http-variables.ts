import type { Caller } from "./caller.ts";
import type { Log } from "./log.ts";

/** What the middleware knows of a call. */
export interface HttpVariables {
  readonly Variables: {
    requestId: string;
    caller: Caller;
    /** Aborted when the caller has gone, or when the call was not answered in time. */
    signal: AbortSignal;
    log: Log;
  };
}
