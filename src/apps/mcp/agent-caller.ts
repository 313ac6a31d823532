import { type AccessScope, CollectionNotFoundError, type Permission } from "../../index.ts";

/** For whom an agent calls, and what is there for it. */
export interface AgentCaller {
  /** The id of a key, or `local`. */
  readonly id: string;
  readonly permission: Permission;
  readonly scope: AccessScope;
  /** Absent: all. */
  readonly collections?: readonly string[];
}

export const canWrite = ({ permission }: AgentCaller): boolean => permission !== "read";

/** Whether a collection is there for this caller. */
export const seesCollection = ({ collections }: AgentCaller, name: string): boolean =>
  collections === undefined || collections.includes(name);

/**
 * The options of a call: the collection that is named, else the first that the caller is limited to, else the usual one.
 *
 * @throws {CollectionNotFoundError} if the collection is not there for this caller
 */
export function optionsFor(
  caller: AgentCaller,
  collection: string | undefined,
  signal: AbortSignal,
): { readonly collection?: string; readonly scope: AccessScope; readonly signal: AbortSignal } {
  const { scope, collections } = caller;
  const named = collection ?? collections?.[0];
  if (named === undefined) return { scope, signal };
  if (seesCollection(caller, named)) return { collection: named, scope, signal };
  throw new CollectionNotFoundError(`There is no collection "${named}".`, {
    hint: `There are: ${(collections ?? []).join(", ")}.`,
  });
}
