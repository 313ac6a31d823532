/** A chunk in the list, named by its segment's number in this search and its ordinal. */
export interface TopEntry {
  readonly segment: number;
  readonly ordinal: number;
  readonly score: number;
}

/** List of the best chunks offered, of limited length; equal scores by chunk id. */
export interface TopList {
  /** Returns the score below which nothing can enter; -Infinity until the list is full. An equal score may enter, by chunk id. */
  threshold(): number;
  offer(score: number, segment: number, ordinal: number): void;
  /** Returns the entries, best first. */
  toArray(): TopEntry[];
}

/**
 * Creates a list as a binary heap in typed arrays, with the worst entry on top.
 *
 * @param limit    maximum number of entries, ≥ 1
 * @param chunkId  returns a chunk's id; called only for equal scores in different segments, since ordinals within a
 *                 segment are already in the order of the ids
 */
export function createTopList(limit: number, chunkId: (segment: number, ordinal: number) => string): TopList {
  const { scores, segments, ordinals, follows, copy, swap } = createEntries(limit, chunkId);
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
      scores[size] = score;
      segments[size] = segment;
      ordinals[size] = ordinal;
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

  /** Returns whether the left entry ranks behind the right one. */
  const follows = (left: number, right: number): boolean => {
    const difference = (scores[left] ?? 0) - (scores[right] ?? 0);
    if (difference !== 0) return difference < 0;
    const [leftSegment, rightSegment] = [segments[left] ?? 0, segments[right] ?? 0];
    const [leftOrdinal, rightOrdinal] = [ordinals[left] ?? 0, ordinals[right] ?? 0];
    if (leftSegment === rightSegment) return leftOrdinal > rightOrdinal;
    return chunkId(leftSegment, leftOrdinal) > chunkId(rightSegment, rightOrdinal);
  };
  const copy = (from: number, to: number): void => {
    scores[to] = scores[from] ?? 0;
    segments[to] = segments[from] ?? 0;
    ordinals[to] = ordinals[from] ?? 0;
  };
  const swap = (left: number, right: number): void => {
    const [score, segment, ordinal] = [scores[left] ?? 0, segments[left] ?? 0, ordinals[left] ?? 0];
    copy(right, left);
    scores[right] = score;
    segments[right] = segment;
    ordinals[right] = ordinal;
  };
  return { scores, segments, ordinals, follows, copy, swap };
}
