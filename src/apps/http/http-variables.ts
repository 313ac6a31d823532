import type { Caller } from "../../core/index.ts";
import type { Log } from "./log.ts";

/** Values that the middleware stores for each call. */
export interface HttpVariables {
  /** Request and response of Node.js, which its server adds; absent for a request without a connection. */
  readonly Bindings: {
    readonly incoming?: {
      readonly socket: { readonly remoteAddress?: string | undefined };
      /** True once the whole request has arrived. */
      readonly complete?: boolean;
    };
    /** Aborted with an error if the body of the request arrives too slowly. */
    readonly tooSlow?: AbortSignal | undefined;
    readonly outgoing?: {
      /** True once the last byte was sent or the caller has disconnected. */
      readonly closed: boolean;
      destroy(): void;
      once(event: "close", listener: () => void): unknown;
    };
  };
  readonly Variables: {
    requestId: string;
    caller: Caller;
    /** Signal that is aborted when the caller disconnects, or when the call was not answered in time. */
    signal: AbortSignal;
    /** Maximum time until a call is answered, and until its caller accepts an event. */
    timeoutMs: number;
    log: Log;
  };
}
