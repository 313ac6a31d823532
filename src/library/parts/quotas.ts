import { LOCAL_CALLER_ID, type Quota, type QuotaKind } from "../../core/index.ts";
import type { LibrarySettings } from "./lydian-parts.ts";

/** Number of items of each kind that a key may store for each saved answer that it may store. */
const ITEMS: Readonly<Record<QuotaKind, number>> = { answers: 1, conversations: 1, turns: 10, feedback: 10, calls: 10 };
/** Bytes of records for one saved answer, which has about 25 kB. */
const BYTES_PER_ITEM = 100_000;

/**
 * Returns how much a caller may store of a kind. The local user, whose machine it is, has no quota.
 *
 * @param settings  `server.maxKeptPerKey` is the maximum number of saved answers
 */
export function quotaOf(
  { server }: Pick<LibrarySettings, "server">,
  kind: QuotaKind,
  caller: string,
): Quota | undefined {
  if (caller === LOCAL_CALLER_ID) return undefined;
  return { maxItems: server.maxKeptPerKey * ITEMS[kind], maxBytes: server.maxKeptPerKey * BYTES_PER_ITEM };
}
