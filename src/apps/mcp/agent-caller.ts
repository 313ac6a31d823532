import { type AccessScope, CollectionNotFoundError, type Permission } from "../../core/index.ts";

/** The caller of an agent: permission and visible part of the store. */
export interface AgentCaller {
  /** Id of the key, or `local`. */
  readonly id: string;
  readonly permission: Permission;
  readonly scope: AccessScope;
  /** Absent if the caller may use all collections. */
  readonly collections?: readonly string[];
}

export const canWrite = ({ permission }: AgentCaller): boolean => permission !== "read";

/** Returns whether the caller may use a collection. */
export const seesCollection = ({ collections }: AgentCaller, name: string): boolean =>
  collections === undefined || collections.includes(name);

interface CallOptions {
  readonly collection?: string;
  readonly scope: AccessScope;
  readonly signal: AbortSignal;
}

/**
 * Returns the options of a call. The collection is the named one, else the first one of the caller, else the default.
 *
 * @throws {CollectionNotFoundError} if the caller may not use the collection
 */
export function optionsFor(caller: AgentCaller, collection: string | undefined, signal: AbortSignal): CallOptions {
  const { scope, collections } = caller;
  const name = collection ?? collections?.[0];
  if (name === undefined) return { scope, signal };
  if (seesCollection(caller, name)) return { collection: name, scope, signal };
  throw new CollectionNotFoundError(`There is no collection "${name}".`, {
    hint: `Your collections are: ${(collections ?? []).join(", ")}.`,
  });
}
