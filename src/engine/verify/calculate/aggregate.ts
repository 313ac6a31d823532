import { setImmediate as nextTurn } from "node:timers/promises";
import type { CalculationOperation } from "../../../core/index.ts";

/** A number of a cell, as exact as it is written. */
interface WrittenNumber {
  readonly value: number;
  /** Number of digits after the decimal mark. */
  readonly decimals: number;
}

/** Collects the numbers or texts of counted rows and computes their value. */
export interface Aggregate {
  /** Number of counted rows. */
  readonly rows: number;
  /** Adds a row with a number, and returns whether it is a new minimum or maximum, or equals it. */
  addNumber(number: WrittenNumber): "best" | "equal" | "other";
  /** Adds a row. A count of different values counts its text; `text` is undefined for other operations. */
  addText(text: string | undefined): void;
  /**
   * Returns the value, rounded to `decimals`; undefined without a number, or if it is too large to be exact.
   *
   * @param decimals  number of decimals of the value, at least as many as any added number has for an exact result
   */
  result(decimals: number): Promise<number | undefined>;
}

type Value = number | undefined;

/** Maximum number of decimals that is computed with. */
export const MAX_DECIMALS = 12;
const SCALE = 10n ** BigInt(MAX_DECIMALS);
/** Number of values sorted before other work may run. */
const VALUES_PER_TURN = 32_768;

/**
 * Creates an aggregate. Sums and averages are computed with whole numbers, so that no binary fraction falsifies them.
 */
export function createAggregate(operation: CalculationOperation): Aggregate {
  const texts = new Set<string>();
  const values: number[] = [];
  let rows = 0;
  let hasTexts = false;
  let total = 0n;
  let isExact = true;
  let extreme: number | undefined;
  const addToTotal = ({ value, decimals }: WrittenNumber) => {
    const scaled = Math.round(value * 10 ** decimals);
    if (decimals > MAX_DECIMALS || !Number.isSafeInteger(scaled)) isExact = false;
    else total += BigInt(scaled) * 10n ** BigInt(MAX_DECIMALS - decimals);
  };
  const compareToExtreme = (value: number) => {
    if (operation !== "minimum" && operation !== "maximum") return "other";
    if (value === extreme) return "equal";
    const isBetter = extreme === undefined || (operation === "minimum" ? value < extreme : value > extreme);
    return isBetter ? "best" : "other";
  };
  const results: Readonly<Record<CalculationOperation, (decimals: number) => Value | Promise<Value>>> = {
    count: () => (hasTexts ? texts.size : rows),
    minimum: () => extreme,
    maximum: () => extreme,
    sum: (decimals) => fromScaled(total, 1n, decimals),
    average: (decimals) => fromScaled(total, BigInt(rows), decimals),
    median: async (decimals) => toSafe(await findMedian(values), decimals),
  };
  return {
    get rows() {
      return rows;
    },
    addNumber(number) {
      rows++;
      if (operation === "median") values.push(number.value);
      if (operation === "sum" || operation === "average") addToTotal(number);
      const rank = compareToExtreme(number.value);
      if (rank === "best") extreme = number.value;
      return rank;
    },
    addText(text) {
      rows++;
      if (text === undefined) return;
      hasTexts = true;
      texts.add(text);
    },
    async result(decimals) {
      if (!isExact || (rows === 0 && operation !== "count")) return undefined;
      return results[operation](decimals);
    },
  };
}

/** Divides a scaled total, rounds half away from zero, and returns it as a number; undefined if that is not exact. */
function fromScaled(total: bigint, parts: bigint, decimals: number): number | undefined {
  const divisor = parts * (SCALE / 10n ** BigInt(decimals));
  const magnitude = total < 0n ? -total : total;
  const rounded = Number((2n * magnitude + divisor) / (2n * divisor));
  if (!Number.isSafeInteger(rounded)) return undefined;
  const value = rounded / 10 ** decimals;
  return total < 0n && value !== 0 ? -value : value;
}

function toSafe(value: number, decimals: number): number | undefined {
  const scaled = Math.round(value * 10 ** decimals);
  return Number.isSafeInteger(scaled) ? scaled / 10 ** decimals : undefined;
}

/** Returns the middle value, or the average of the two in the middle. */
async function findMedian(values: readonly number[]): Promise<number> {
  const sorted = await sortInTurns(values);
  const upper = sorted[sorted.length >>> 1] ?? Number.NaN;
  if (sorted.length % 2 === 1) return upper;
  return ((sorted[(sorted.length >>> 1) - 1] ?? Number.NaN) + upper) / 2;
}

/** Sorts any number of values in parts and merges them. Other work runs in between. */
async function sortInTurns(values: readonly number[]): Promise<Float64Array> {
  let runs: readonly Float64Array[] = [];
  for (let from = 0; from < values.length; from += VALUES_PER_TURN) {
    runs = [...runs, Float64Array.from(values.slice(from, from + VALUES_PER_TURN)).sort()];
    await nextTurn();
  }
  while (runs.length > 1) {
    const merged: Float64Array[] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(merge(runs[index] ?? new Float64Array(), runs[index + 1] ?? new Float64Array()));
      await nextTurn();
    }
    runs = merged;
  }
  return runs[0] ?? new Float64Array();
}

function merge(left: Float64Array, right: Float64Array): Float64Array {
  const merged = new Float64Array(left.length + right.length);
  let fromLeft = 0;
  let fromRight = 0;
  for (let index = 0; index < merged.length; index++) {
    const next = left[fromLeft] ?? Number.POSITIVE_INFINITY;
    const other = right[fromRight] ?? Number.POSITIVE_INFINITY;
    const isLeft = fromRight >= right.length || (fromLeft < left.length && next <= other);
    merged[index] = isLeft ? next : other;
    if (isLeft) fromLeft++;
    else fromRight++;
  }
  return merged;
}
