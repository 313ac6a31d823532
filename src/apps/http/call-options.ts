import type { Context } from "hono";
import { CollectionNotFoundError, type ReadOptions } from "../../index.ts";
import { seesCollection } from "./caller.ts";
import type { HttpVariables } from "./http-variables.ts";

/**
 * What every call of the library is told of the one who asks: the collection, the scope, and when they have gone.
 *
 * @throws {CollectionNotFoundError} if the collection is not there for this caller
 */
export function callOptionsFor(
  c: Context<HttpVariables>,
  collection: string,
): Required<Pick<ReadOptions, "collection" | "scope" | "signal">> {
  const caller = c.get("caller");
  if (!seesCollection(caller, collection)) throw unknownCollection(collection);
  return { collection, scope: caller.scope, signal: c.get("signal") };
}

/** The same for a collection that is not there and for one that this caller may not know of. */
export function unknownCollection(collection: string): CollectionNotFoundError {
  return new CollectionNotFoundError(`There is no collection "${collection}".`, {
    hint: "GET /api/v1/collections shows those that are there for this key.",
  });
}
