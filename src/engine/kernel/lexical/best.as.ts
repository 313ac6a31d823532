// List of the best chunks of a word search: a binary heap in the segment's memory, with the worst chunk first.

/** Places of the listed chunks: an array of ordinals (u32), then one of scores (f64). */
export let foundOrdinals: usize = 0;
export let foundScores: usize = 0;
/** Maximum length of the list of best chunks. */
export let limit: u32 = 0;
/** Minimum score of a chunk that may enter. */
export let threshold: f64 = 0;
/** Current length of the list of best chunks. */
export let found: u32 = 0;

export function forgetFound(): void {
  found = 0;
}

/** Offers a chunk to the list. Of equal scores the earlier chunk stays, since ordinals ascend from call to call. */
export function offer(ordinal: u32, score: f64): void {
  if (score < threshold) return;
  if (found < limit) {
    rise(found++, ordinal, score);
  } else if (score > load<f64>(foundScores)) {
    sink(ordinal, score);
  }
  if (found === limit) threshold = max(threshold, load<f64>(foundScores));
}

/** Inserts an entry at the end of the heap and moves it up. */
function rise(end: u32, ordinal: u32, score: f64): void {
  let at = end;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (!isWorse(ordinal, score, parent)) break;
    copy(parent, at);
    at = parent;
  }
  put(at, ordinal, score);
}

/** Replaces the worst entry and moves the new one down. */
function sink(ordinal: u32, score: f64): void {
  let at: u32 = 0;
  for (;;) {
    let child: u32 = 2 * at + 1;
    if (child >= limit) break;
    if (
      child + 1 < limit &&
      isWorse(load<u32>(foundOrdinals + ((child + 1) << 2)), load<f64>(foundScores + ((child + 1) << 3)), child)
    )
      child++;
    if (isWorse(ordinal, score, child)) break;
    copy(child, at);
    at = child;
  }
  put(at, ordinal, score);
}

/**
 * Returns whether an entry is worse than the one at a place of the heap: a lower score, or an equal score and a later
 * chunk.
 */
function isWorse(ordinal: u32, score: f64, place: u32): bool {
  const other = load<f64>(foundScores + (place << 3));
  return score < other || (score === other && ordinal > load<u32>(foundOrdinals + (place << 2)));
}

function copy(from: u32, to: u32): void {
  put(to, load<u32>(foundOrdinals + (from << 2)), load<f64>(foundScores + (from << 3)));
}

function put(at: u32, ordinal: u32, score: f64): void {
  store<u32>(foundOrdinals + (at << 2), ordinal);
  store<f64>(foundScores + (at << 3), score);
}
