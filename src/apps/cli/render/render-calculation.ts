import type { CalculatedCell, Calculation } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";

const MAX_QUOTES = 8;
const MAX_RANGES = 6;

/** Prints the formula, the first values that it was computed from, and the addresses of all as ranges. */
export function renderCalculation({ formula, cells, rows, allCells }: Calculation): readonly string[] {
  const values = cells.filter(({ role }) => role === "value");
  const quoted = values.slice(0, MAX_QUOTES).map(({ quote }) => `“${oneLine(quote)}”`);
  const count = allCells === undefined ? values.length : rows;
  const others = count - quoted.length;
  const more = others > 0 ? ` and ${others} more cell${others === 1 ? "" : "s"}` : "";
  const ranges = `${listRanges(values)}${sayLast(allCells?.last, values)}`;
  return [`computed: ${oneLine(formula)}`, `from ${quoted.join(", ")}${more}${ranges === "" ? "" : ` (${ranges})`}`];
}

/** Says where the last of many cells is, unless it is listed. */
function sayLast(last: CalculatedCell | undefined, listed: readonly CalculatedCell[]): string {
  const location = last?.location;
  if (listed.some(({ span }) => span.start === last?.span.start)) return "";
  return location !== undefined && "sheet" in location ? `, up to ${location.cells}` : "";
}

/** Lists the ranges, as in `sheet Prices, cells C2:C9, C11`; empty if the cells have no addresses. */
function listRanges(values: readonly CalculatedCell[]): string {
  const places = values
    .toSorted((one, other) => one.span.start - other.span.start)
    .flatMap(({ location }) => (location !== undefined && "sheet" in location ? [location] : []));
  const [first] = places;
  if (first === undefined) return "";
  const ranges = joinAddresses(places.map(({ cells }) => cells));
  const more = ranges.length > MAX_RANGES ? ` and ${ranges.length - MAX_RANGES} more` : "";
  return `sheet ${oneLine(first.sheet)}, cells ${ranges.slice(0, MAX_RANGES).join(", ")}${more}`;
}

/** Joins successive addresses of one column: `C2`, `C3`, `C5` become `C2:C3`, `C5`. */
function joinAddresses(addresses: readonly string[]): readonly string[] {
  const ranges: { readonly column: string; readonly first: number; last: number }[] = [];
  const others: string[] = [];
  for (const address of addresses) {
    const [, column, row] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const before = ranges.at(-1);
    if (column === undefined) others.push(address);
    else if (before?.column === column && before.last === Number(row) - 1) before.last++;
    else ranges.push({ column, first: Number(row), last: Number(row) });
  }
  const joined = ranges.map(({ column, first, last }) =>
    first === last ? `${column}${first}` : `${column}${first}:${column}${last}`,
  );
  return [...joined, ...new Set(others)];
}
