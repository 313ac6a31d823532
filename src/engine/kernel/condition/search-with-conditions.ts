import { append } from "../../../core/index.ts";
import type { ChunkToCheck, ConditionCheck } from "./create-condition-check.ts";

/** Number of chunks whose texts are read at once. */
const BATCH_CHUNKS = 256;
/** Factor by which the list grows when too few of its chunks meet the conditions. */
const DEPTH_FACTOR = 4;

/**
 * Returns the first `limit` chunks of a ranked list that meet the conditions, as if every chunk had been checked. Texts
 * are read from the top until enough chunks match, so a condition costs what ranks above the last match. If that is
 * more than the budget allows, the matches among the chunks read so far are returned.
 *
 * @param find  returns the first `depth` chunks of the list, best first
 */
export async function searchWithConditions<T extends ChunkToCheck>(
  check: ConditionCheck | undefined,
  limit: number,
  find: (depth: number) => readonly T[] | Promise<readonly T[]>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  if (check === undefined || !check.readsTexts) return find(limit);
  for (let depth = limit * DEPTH_FACTOR; ; depth *= DEPTH_FACTOR) {
    const ranked = await find(depth);
    const matches = await takeMatches(check, ranked, limit, signal);
    if (matches.length === limit || ranked.length < depth || check.isCut()) return matches;
  }
}

async function takeMatches<T extends ChunkToCheck>(
  check: ConditionCheck,
  ranked: readonly T[],
  limit: number,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const matches: T[] = [];
  for (let start = 0; start < ranked.length && matches.length < limit; start += BATCH_CHUNKS) {
    signal.throwIfAborted();
    const batch = ranked.slice(start, start + BATCH_CHUNKS);
    if (!check.affords(batch)) break;
    append(matches, await check.selectMatches(batch, signal));
  }
  return matches.slice(0, limit);
}
