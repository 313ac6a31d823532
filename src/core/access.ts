/**
 * The documents that a reader may see. Every read takes a scope; access to the whole store is written as `everything`,
 * never implied.
 */
export type AccessScope =
  | { readonly kind: "everything" }
  | { readonly kind: "labels"; readonly labels: readonly string[] };

export const everything: AccessScope = { kind: "everything" };

/**
 * Returns true if a reader may see a result that was made within another scope: the reader needs access to all of
 * it.
 */
export function coversScope(reader: AccessScope, resultScope: AccessScope): boolean {
  if (reader.kind === "everything") return true;
  return resultScope.kind === "labels" && resultScope.labels.every((label) => reader.labels.includes(label));
}

/** Returns true if the scope includes one of the document's labels. Everyone may read a document without labels. */
export function canRead(scope: AccessScope, accessLabels: readonly string[]): boolean {
  if (scope.kind === "everything" || accessLabels.length === 0) return true;
  return accessLabels.some((label) => scope.labels.includes(label));
}

/** Permissions of a caller of the server; each includes those before it. */
export const permissions = ["read", "write", "admin"] as const;
export type Permission = (typeof permissions)[number];

/** A key of a caller of the server. Its secret is shown once, when it is created, and stored only as a hash. */
export interface AccessKey {
  /** The part of the key that is not secret. */
  readonly id: string;
  /** Name of the key, for people. */
  readonly name: string;
  readonly permission: Permission;
  /** Collections that the key may use; absent for all, including later ones. */
  readonly collections?: readonly string[];
  /** Documents that its bearer may read. */
  readonly scope: AccessScope;
  /** Time of creation, ISO 8601 in UTC. */
  readonly createdAt: string;
  /** Time of revocation, ISO 8601 in UTC; from then on the key is invalid. */
  readonly revokedAt?: string;
}

/** A caller of the server: the part of their key that decides what they may do and see. */
export type Caller = Pick<AccessKey, "id" | "permission" | "collections" | "scope">;

/** Id of the caller who uses the store on its own machine, without a key. No key has this id. */
export const LOCAL_CALLER_ID = "local";

/** Returns whether a caller may use a collection. */
export function seesCollection({ collections }: Pick<Caller, "collections">, name: string): boolean {
  return collections === undefined || collections.includes(name);
}

/** A stored key: it has the salted hash of the secret, never the secret. */
export interface KeptKey extends AccessKey {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}
