import { cosinesBetween, type UnitRows } from "./unit-rows.ts";

const NEIGHBOURS = 5;

export interface PlacedQuestion {
  readonly x: number;
  readonly y: number;
  /** Cluster of its nearest passage. */
  readonly cluster: number;
  /** Rows of its nearest passages, nearest first. */
  readonly nearest: readonly number[];
}

interface Ground {
  readonly rows: UnitRows;
  readonly places: Float32Array;
  readonly clusters: { readonly of: Uint8Array };
}

/**
 * Places each question at the weighted mean of its nearest passages; nearer passages weigh more. Only passages in the
 * cluster of the nearest one count, since the mean of two distant groups would be an empty area.
 */
export function placeQuestions(questions: UnitRows, { rows, places, clusters }: Ground): readonly PlacedQuestion[] {
  const cosineOf = cosinesBetween(questions, rows);
  return Array.from({ length: questions.count }, (_, question) => {
    const ranked = Array.from({ length: rows.count }, (_, row) => ({
      row,
      cosine: cosineOf(question, row),
    }))
      .sort((a, b) => b.cosine - a.cosine || a.row - b.row)
      .slice(0, NEIGHBOURS + 1);
    const nearest = ranked.slice(0, NEIGHBOURS);
    const cluster = clusters.of[nearest[0]?.row ?? 0] ?? 0;
    const floor = Math.min(ranked.at(-1)?.cosine ?? 0, (nearest[0]?.cosine ?? 0) - 1e-6);
    const weighed = nearest
      .filter(({ row }) => clusters.of[row] === cluster)
      .map(({ row, cosine }) => ({ row, weight: Math.max(0, cosine - floor) }));
    return { ...meanPlace(weighed, places), cluster, nearest: nearest.map(({ row }) => row) };
  });
}

interface WeighedRow {
  readonly row: number;
  readonly weight: number;
}

/** Returns the weighted mean of the places of some rows. */
function meanPlace(rows: readonly WeighedRow[], places: Float32Array): Pick<PlacedQuestion, "x" | "y"> {
  let [x, y, sum] = [0, 0, 0];
  for (const { row, weight } of rows) {
    x += weight * (places[2 * row] ?? 0);
    y += weight * (places[2 * row + 1] ?? 0);
    sum += weight;
  }
  return { x: x / (sum || 1), y: y / (sum || 1) };
}
