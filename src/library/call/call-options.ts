import type { AccessScope, Listener } from "../../core/index.ts";

/** Options of a call that can be stopped. Work that was committed before an abort stays. */
export interface StopOptions {
  /** Stops the call. */
  readonly signal?: AbortSignal;
}

/** Options of a call on a collection. */
export interface CallOptions extends StopOptions {
  /** Name of the collection. Default: the setting `collection`. */
  readonly collection?: string;
  /** Receives the events of this call. Listeners added with `Lydian.on` receive them too. */
  readonly onEvent?: Listener;
}

/** Options of a call that reads documents. */
export interface ReadOptions extends CallOptions {
  /** Access scope of the reader. Default: `everything`, since the caller has the store's files. */
  readonly scope?: AccessScope;
}
