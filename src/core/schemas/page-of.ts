import { InvalidArgumentError } from "../errors/input-errors.ts";

export const MAX_PAGE_ITEMS = 500;

/** Requested part of a list: after a cursor, or after a number of items. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
  /** Number of items before the page, default 0. */
  readonly offset?: number;
  /** True if the list is sorted by descending key. Default false. */
  readonly isDescending?: boolean;
}

/**
 * Returns a page of a sorted list and the cursor of the next page. The cursor names the last item of this
 * page, so additions and removals do not shift the next one. An offset reaches any part directly, but
 * shifts with additions and removals.
 *
 * @param keyOf  returns an item's key; the list is sorted by it, by code unit, and keys are unique
 * @throws {InvalidArgumentError} for an invalid cursor
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { cursor, offset = 0, limit, isDescending = false }: PageRequest,
): { readonly items: readonly Item[]; readonly nextCursor?: string } {
  const after = cursor === undefined ? undefined : decode(cursor);
  const isBehind = (key: string, mark: string): boolean => (isDescending ? key < mark : key > mark);
  const rest = after === undefined ? items.slice(offset) : items.filter((item) => isBehind(keyOf(item), after));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  if (last === undefined || rest.length <= limit) return { items: page };
  return { items: page, nextCursor: encode(keyOf(last)) };
}

const encode = (key: string): string => Buffer.from(key, "utf8").toString("base64url");

function decode(cursor: string): string {
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  if (encode(key) === cursor) return key;
  throw new InvalidArgumentError("The cursor is not one that this server gave out.", {
    hint: "Use `nextCursor` of the previous page unchanged.",
  });
}
