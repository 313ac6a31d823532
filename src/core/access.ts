/** Who is reading. Every read takes one; the whole store is written out as `everything`, never implied. */
export type AccessScope =
  | { readonly kind: "everything" }
  | { readonly kind: "labels"; readonly labels: readonly string[] };

export const everything: AccessScope = { kind: "everything" };

/** Whether a reader may see what was made with another scope: only who may read all of that. */
export function coversScope(reader: AccessScope, made: AccessScope): boolean {
  if (reader.kind === "everything") return true;
  return made.kind === "labels" && made.labels.every((label) => reader.labels.includes(label));
}

/** A document without labels is readable by everyone; otherwise one of its labels must be in the scope. */
export function canRead(scope: AccessScope, accessLabels: readonly string[]): boolean {
  if (scope.kind === "everything" || accessLabels.length === 0) return true;
  return accessLabels.some((label) => scope.labels.includes(label));
}

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
