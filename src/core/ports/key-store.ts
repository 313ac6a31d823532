import type { KeptKey } from "../access-key.ts";

/** The keys of a store's callers. Each call sees one committed state, and a change is on the disk when it ends. */
export interface KeyStore {
  /** @throws {InvalidArgumentError} if there is one of this id */
  keepKey(key: KeptKey, signal: AbortSignal): Promise<void>;
  /** Oldest first, equal times by id; with those that were revoked. */
  listKeys(signal: AbortSignal): Promise<readonly KeptKey[]>;
  readKey(id: string, signal: AbortSignal): Promise<KeptKey | undefined>;
  /** Answers whether it was there, and not revoked before. */
  revokeKey(id: string, revokedAt: string, signal: AbortSignal): Promise<boolean>;
}
