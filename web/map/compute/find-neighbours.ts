import { cosinesBetween, type UnitRows } from "./unit-rows.ts";

/** Nearest neighbours of each row, nearest first; ties in the order of the rows. */
export interface Neighbours {
  /** Number of neighbours of each row. */
  readonly count: number;
  readonly rows: Int32Array;
  readonly cosines: Float32Array;
}

export interface Pair {
  readonly one: number;
  readonly other: number;
  readonly cosine: number;
}

interface FindOptions {
  readonly count: number;
  /** Returns whether to report a pair; each pair of rows is passed once. */
  readonly isPair?: (one: number, other: number, cosine: number) => boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

const TOLD_EACH = 64;

/** Finds exact nearest neighbours by comparing every pair of rows; five thousand rows take seconds. */
export function findNeighbours(
  rows: UnitRows,
  { count: wanted, isPair = () => false, onProgress = () => undefined }: FindOptions,
): { readonly neighbours: Neighbours; readonly pairs: readonly Pair[] } {
  const total = rows.count;
  const count = Math.max(0, Math.min(wanted, total - 1));
  const nearest = new Int32Array(total * count).fill(-1);
  const cosines = new Float32Array(total * count).fill(Number.NEGATIVE_INFINITY);
  const pairs: Pair[] = [];
  const cosineOf = cosinesBetween(rows, rows);
  for (let one = 0; one < total; one++) {
    for (let other = one + 1; other < total; other++) {
      const cosine = Math.fround(cosineOf(one, other));
      insert(one, other, cosine);
      insert(other, one, cosine);
      if (isPair(one, other, cosine)) pairs.push({ one, other, cosine });
    }
    if (one % TOLD_EACH === 0) onProgress(one, total);
  }
  return { neighbours: { count, rows: nearest, cosines }, pairs };

  function insert(row: number, other: number, cosine: number): void {
    const start = row * count;
    let at = start + count - 1;
    if (count === 0 || cosine <= (cosines[at] ?? 0)) return;
    for (; at > start && cosine > (cosines[at - 1] ?? 0); at--) {
      cosines[at] = cosines[at - 1] ?? 0;
      nearest[at] = nearest[at - 1] ?? 0;
    }
    cosines[at] = cosine;
    nearest[at] = other;
  }
}
