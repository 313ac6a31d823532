import type { AccessScope, Listener } from "../core/index.ts";

export interface CallOptions {
  /** Default: the setting `collection`. */
  readonly collection?: string;
  readonly signal?: AbortSignal;
  /** Told what this call does, beside those who listen to all calls (`Lydian.on`). */
  readonly onEvent?: Listener;
}

export interface ReadOptions extends CallOptions {
  /** Default: `everything`, since the caller holds the store's files. */
  readonly scope?: AccessScope;
}
