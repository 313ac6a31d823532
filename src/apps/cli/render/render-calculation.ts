import type { CalculatedCell, Calculation } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";

const MOST_QUOTED = 8;
const MOST_RANGES = 6;

/** The formula, and the cells that it was computed from: values as far as there is room, addresses as ranges. */
export function renderCalculation({ formula, cells }: Calculation): readonly string[] {
  const values = cells.filter(({ role }) => role === "value");
  const quoted = values.slice(0, MOST_QUOTED).map(({ quote }) => `“${oneLine(quote)}”`);
  const more = values.length > MOST_QUOTED ? ` and ${values.length - MOST_QUOTED} more cells` : "";
  const ranges = listRanges(values);
  return [`computed: ${oneLine(formula)}`, `from ${quoted.join(", ")}${more}${ranges === "" ? "" : ` (${ranges})`}`];
}

/** `sheet Prices, cells C2:C9, C11`; empty where the cells have no addresses. */
function listRanges(values: readonly CalculatedCell[]): string {
  const places = values
    .toSorted((one, other) => one.span.start - other.span.start)
    .flatMap(({ location }) => (location !== undefined && "sheet" in location ? [location] : []));
  const [first] = places;
  if (first === undefined) return "";
  const ranges = joinAddresses(places.map(({ cells }) => cells));
  const more = ranges.length > MOST_RANGES ? ` and ${ranges.length - MOST_RANGES} more` : "";
  return `sheet ${oneLine(first.sheet)}, cells ${ranges.slice(0, MOST_RANGES).join(", ")}${more}`;
}

/** Addresses below each other in one column as one range: `C2`, `C3`, `C5` give `C2:C3`, `C5`. */
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
