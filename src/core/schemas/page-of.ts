import { InvalidArgumentError } from "../errors/input-errors.ts";

export const MOST_A_PAGE = 500;

/** Which part of a list is wanted: behind a cursor, or else behind a number of items. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
  /** Default 0. */
  readonly offset?: number;
  /** Whether the list is sorted from the greatest key down. Default false. */
  readonly isDescending?: boolean;
}

/**
 * A page of a sorted list, and the cursor of the next one; it names the last item of this one, so that what comes or goes
 * meanwhile moves nothing. An offset reaches any part at once, and moves with what comes or goes.
 *
 * @param keyOf  what the list is sorted by, by code unit; no two items have the same
 * @throws {InvalidArgumentError} for a cursor that is none
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
    hint: "Take `nextCursor` of the page before, as it is.",
  });
}
