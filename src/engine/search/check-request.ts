import { type Collection, CollectionNotFoundError, InvalidArgumentError, nearestNames } from "../../core/index.ts";
import type { SearchedStore, SearchRequest } from "./search-request.ts";

const MAX_QUERY_CHARACTERS = 100_000;
const MAX_LIMIT = 1_000;

/**
 * Checks the query and the limit of a search.
 *
 * @throws {InvalidArgumentError} if the query is blank or too long, or the limit is out of its bounds
 */
export function checkRequest({ query, limit }: Pick<SearchRequest, "query" | "limit">): void {
  if (query.trim() === "") {
    throw new InvalidArgumentError("The query is empty.", { hint: "Give the words or the question to search for." });
  }
  if (query.length > MAX_QUERY_CHARACTERS) {
    throw new InvalidArgumentError(
      `The query has ${query.length} characters; the maximum is ${MAX_QUERY_CHARACTERS}.`,
      { hint: "Search for a part of it." },
    );
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new InvalidArgumentError(`The limit is ${limit}; it must be a whole number from 1 to ${MAX_LIMIT}.`);
  }
}

/**
 * Finds a collection by its name.
 *
 * @throws {CollectionNotFoundError} with similar names, or the existing ones, in the hint
 */
export async function findCollection(store: SearchedStore, name: string, signal: AbortSignal): Promise<Collection> {
  const collection = await store.collection(name, signal);
  if (collection !== undefined) return collection;
  const names = (await store.collections(signal)).map((existing) => existing.name);
  const similar = nearestNames(name, names).map((near) => `"${near}"`);
  const hint = similar.length > 0 ? `Did you mean ${similar.join(" or ")}?` : listNames(names);
  throw new CollectionNotFoundError(`The store has no collection "${name}".`, { hint });
}

function listNames(names: readonly string[]): string {
  if (names.length === 0) return "The store is empty: add documents first, with `lydian add PATH`.";
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  return `It has ${shown.join(", ")}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ""}.`;
}
