import type { Context } from "hono";
import { CollectionNotFoundError, seesCollection } from "../../core/index.ts";
import type { ReadOptions } from "../../library/index.ts";
import type { HttpVariables } from "./http-variables.ts";

/**
 * Returns the options of every library call: the collection, the scope of the caller, and the signal of the request.
 *
 * @throws {CollectionNotFoundError} if the caller may not use the collection
 */
export function callOptionsFor(
  c: Context<HttpVariables>,
  collection: string,
): Required<Pick<ReadOptions, "collection" | "scope" | "signal">> {
  const caller = c.get("caller");
  if (!seesCollection(caller, collection)) throw unknownCollection(collection);
  return { collection, scope: caller.scope, signal: c.get("signal") };
}

/** Returns the same error for a missing collection and for one that the caller may not know. */
export function unknownCollection(collection: string): CollectionNotFoundError {
  return new CollectionNotFoundError(`There is no collection "${collection}".`, {
    hint: "GET /api/v1/collections lists the collections of this key.",
  });
}
