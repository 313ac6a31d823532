import type { AccessScope } from "./access.ts";

/** What a caller of the server may do; each includes those before it. */
export const permissions = ["read", "write", "admin"] as const;
export type Permission = (typeof permissions)[number];

/** A key by which a caller of the server is known. Its secret is shown once, when it is made, and kept only as a hash. */
export interface AccessKey {
  /** The part of the key that is not secret. */
  readonly id: string;
  /** As its owner calls it. */
  readonly name: string;
  readonly permission: Permission;
  /** Absent: all, also those that are made later. */
  readonly collections?: readonly string[];
  /** Which documents its bearer may read. */
  readonly scope: AccessScope;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC; since then it opens nothing. */
  readonly revokedAt?: string;
}

/** A key as it is kept: the salted hash of its secret, never the secret. */
export interface KeptKey extends AccessKey {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}
