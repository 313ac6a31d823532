import { type AccessScope, type Caller, CollectionNotFoundError, seesCollection } from "../../core/index.ts";

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
export function optionsFor(caller: Caller, collection: string | undefined, signal: AbortSignal): CallOptions {
  const { scope, collections } = caller;
  const name = collection ?? collections?.[0];
  if (name === undefined) return { scope, signal };
  if (seesCollection(caller, name)) return { collection: name, scope, signal };
  throw new CollectionNotFoundError(`There is no collection "${name}".`, {
    hint: `Your collections are: ${(collections ?? []).join(", ")}.`,
  });
}
