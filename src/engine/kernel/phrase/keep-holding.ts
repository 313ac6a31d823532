import type { ChunkToCheck, PhraseCheck } from "./create-phrase-check.ts";

/** Chunks whose texts are read at once. */
const BATCH = 256;
/** Where too few hold the phrases, a list this many times as long is searched. */
const DEEPER = 4;

/**
 * The first `limit` of a ranked list that hold the phrases. Chunks are read from the top until enough do, so that a
 * phrase costs what stands above the last hit, and the list is that of checking every chunk.
 *
 * @param find  the first `depth` of the list, best first
 */
export async function keepHolding<T extends ChunkToCheck>(
  check: PhraseCheck | undefined,
  list: { readonly limit: number; readonly find: (depth: number) => readonly T[] | Promise<readonly T[]> },
  signal: AbortSignal,
): Promise<readonly T[]> {
  const { limit, find } = list;
  if (check === undefined) return find(limit);
  for (let depth = limit * DEEPER; ; depth *= DEEPER) {
    const found = await find(depth);
    const held = await firstHolding(check, { found, limit }, signal);
    if (held.length === limit || found.length < depth) return held;
  }
}

async function firstHolding<T extends ChunkToCheck>(
  check: PhraseCheck,
  { found, limit }: { readonly found: readonly T[]; readonly limit: number },
  signal: AbortSignal,
): Promise<readonly T[]> {
  const held: T[] = [];
  for (let start = 0; start < found.length && held.length < limit; start += BATCH) {
    signal.throwIfAborted();
    held.push(...(await check.holding(found.slice(start, start + BATCH), signal)));
  }
  return held.slice(0, limit);
}
