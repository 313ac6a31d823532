import type { Caller } from "./caller.ts";

/** What the middleware knows of a call. */
export interface HttpVariables {
  readonly Variables: { requestId: string; caller: Caller };
}
