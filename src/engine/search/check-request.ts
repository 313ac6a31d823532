import { type Collection, CollectionNotFoundError, InvalidArgumentError, nearestNames } from "../../core/index.ts";
import type { SearchedStore, SearchRequest } from "./search-request.ts";

const LONGEST_QUERY = 100_000;
const LARGEST_LIMIT = 1_000;

/** @throws {InvalidArgumentError} if the query is blank or too long, or the limit out of its bounds */
export function checkRequest({ query, limit }: Pick<SearchRequest, "query" | "limit">): void {
  if (query.trim() === "") {
    throw new InvalidArgumentError("The query is empty.", { hint: "Give the words or the question to search for." });
  }
  if (query.length > LONGEST_QUERY) {
    throw new InvalidArgumentError(
      `The query has ${query.length} characters; at most ${LONGEST_QUERY} are searched for.`,
      { hint: "Search for a part of it." },
    );
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT) {
    throw new InvalidArgumentError(`The limit is ${limit}; it must be a whole number from 1 to ${LARGEST_LIMIT}.`);
  }
}

/** @throws {CollectionNotFoundError} whose hint names the collections that may have been meant */
export async function findCollection(store: SearchedStore, name: string, signal: AbortSignal): Promise<Collection> {
  const collection = await store.collection(name, signal);
  if (collection !== undefined) return collection;
  const known = (await store.collections(signal)).map((one) => one.name);
  const near = nearestNames(name, known);
  const hint = near.length > 0 ? `Did you mean ${near.map((one) => `"${one}"`).join(" or ")}?` : hintOfAll(known);
  throw new CollectionNotFoundError(`The store has no collection "${name}".`, { hint });
}

function hintOfAll(known: readonly string[]): string {
  if (known.length === 0) return "The store is empty: add documents first, with `lydian add PATH`.";
  const shown = known.slice(0, 5).map((one) => `"${one}"`);
  return `It has ${shown.join(", ")}${known.length > shown.length ? ` and ${known.length - shown.length} more` : ""}.`;
}
