import type { AccessKey, AccessScope, Permission } from "../core/index.ts";

/** What a new key opens. */
export interface NewKey {
  /** Whose it is, or what for; from 1 to 100 characters. */
  readonly name: string;
  /** Default `read`. */
  readonly permission?: Permission;
  /** Only these collections. Default: all, also those that are made later. */
  readonly collections?: readonly string[];
  /** Default `everything`. */
  readonly scope?: AccessScope;
  readonly signal?: AbortSignal;
}

export interface CreatedKey {
  readonly key: AccessKey;
  /** The key itself. It can not be shown again: only its hash is kept. */
  readonly token: string;
}

/** The keys of those who call the server. */
export interface KeyCalls {
  /** @throws {InvalidArgumentError} if the name is empty or too long, or an empty list would open nothing */
  addKey(key: NewKey): Promise<CreatedKey>;
  /** Oldest first, with those that were revoked. */
  keys(options?: { readonly signal?: AbortSignal }): Promise<readonly AccessKey[]>;
  /**
   * From now on the key opens nothing, in every process.
   *
   * @throws {KeyNotFoundError} if none has this id
   */
  revokeKey(id: string, options?: { readonly signal?: AbortSignal }): Promise<AccessKey>;
  /** Whose key this is; undefined for one that is unknown, wrong or revoked. */
  checkKey(token: string, options?: { readonly signal?: AbortSignal }): Promise<AccessKey | undefined>;
}
