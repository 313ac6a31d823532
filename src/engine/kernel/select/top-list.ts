/** A chunk in the list, named by its segment's number in this search and its ordinal. */
export interface TopEntry {
  readonly segment: number;
  readonly ordinal: number;
  readonly score: number;
}

/** List of the best chunks offered, of limited length; equal scores by chunk id. */
export interface TopList {
  /**
   * Returns the score below which nothing can enter; -Infinity until the list is full. An equal score may enter, by
   * chunk id.
   */
  threshold(): number;
  offer(score: number, segment: number, ordinal: number): void;
  /** Returns the entries, best first. */
  toArray(): TopEntry[];
}

/**
 * Creates a list as a binary heap in typed arrays, with the worst entry on top.
 *
 * @param limit    maximum number of entries, ≥ 1
 * @param chunkId  returns a chunk's id; called at most once for each offered chunk, and only for equal scores in
 *   different segments, since ordinals within a segment are already in the order of the ids
 */
export function createTopList(limit: number, chunkId: (segment: number, ordinal: number) => string): TopList {
  const { scores, segments, ordinals, put, follows, copy, swap } = createEntries(limit, chunkId);
  let size = 0;
  const siftUp = (start: number): void => {
    for (let at = start; at > 0; ) {
      const parent = (at - 1) >>> 1;
      if (!follows(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  };
  /** Returns the entry that ranks last among an entry and its children. */
  const worstOf = (at: number): number => {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let worst = at;
    if (left < size && follows(left, worst)) worst = left;
    if (right < size && follows(right, worst)) worst = right;
    return worst;
  };
  const siftDown = (): void => {
    for (let at = 0; ; ) {
      const worst = worstOf(at);
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };

  return {
    threshold: () => (size < limit ? Number.NEGATIVE_INFINITY : (scores[0] ?? 0)),
    offer(score, segment, ordinal) {
      if (size === limit && score < (scores[0] ?? 0)) return;
      put(size, score, segment, ordinal);
      if (size < limit) {
        siftUp(size++);
      } else if (follows(0, size)) {
        copy(size, 0);
        siftDown();
      }
    },
    toArray() {
      const order = Array.from({ length: size }, (_, index) => index);
      order.sort((left, right) => (follows(left, right) ? 1 : -1));
      return order.map((at) => ({
        segment: segments[at] ?? 0,
        ordinal: ordinals[at] ?? 0,
        score: scores[at] ?? 0,
      }));
    },
  };
}

/** Creates the columns of a list's entries and the functions that compare, copy and swap them. */
function createEntries(limit: number, chunkId: (segment: number, ordinal: number) => string) {
  const scores = new Float64Array(limit + 1);
  const segments = new Int32Array(limit + 1);
  const ordinals = new Int32Array(limit + 1);
  /** Ids that a comparison has asked for. Thousands of equal chunks would be decoded again for each comparison. */
  const ids: (string | undefined)[] = [];

  const idOf = (at: number): string => {
    ids[at] ??= chunkId(segments[at] ?? 0, ordinals[at] ?? 0);
    return ids[at];
  };
  /** Returns whether the left entry ranks below the right one. */
  const follows = (left: number, right: number): boolean => {
    const difference = (scores[left] ?? 0) - (scores[right] ?? 0);
    if (difference !== 0) return difference < 0;
    const [leftSegment, rightSegment] = [segments[left] ?? 0, segments[right] ?? 0];
    const [leftOrdinal, rightOrdinal] = [ordinals[left] ?? 0, ordinals[right] ?? 0];
    if (leftSegment === rightSegment) return leftOrdinal > rightOrdinal;
    return idOf(left) > idOf(right);
  };
  const put = (at: number, score: number, segment: number, ordinal: number): void => {
    scores[at] = score;
    segments[at] = segment;
    ordinals[at] = ordinal;
    ids[at] = undefined;
  };
  const copy = (from: number, to: number): void => {
    scores[to] = scores[from] ?? 0;
    segments[to] = segments[from] ?? 0;
    ordinals[to] = ordinals[from] ?? 0;
    ids[to] = ids[from];
  };
  const swap = (left: number, right: number): void => {
    const [score, segment, ordinal, id] = [scores[left] ?? 0, segments[left] ?? 0, ordinals[left] ?? 0, ids[left]];
    copy(right, left);
    put(right, score, segment, ordinal);
    ids[right] = id;
  };
  return { scores, segments, ordinals, put, follows, copy, swap };
}
