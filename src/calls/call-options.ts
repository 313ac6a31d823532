import type { AccessScope } from "../core/index.ts";

export interface CallOptions {
  /** Default: the setting `collection`. */
  readonly collection?: string;
  readonly signal?: AbortSignal;
}

export interface ReadOptions extends CallOptions {
  /** Default: `everything`, since the caller holds the store's files. */
  readonly scope?: AccessScope;
}
