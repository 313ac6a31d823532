import { createHash } from "node:crypto";
import type { CalculatedCell, CalculationPlan } from "../../../core/index.ts";
import type { TableCell } from "../../text/index.ts";
import type { WrittenTable } from "./visit-rows.ts";

/** A cell that a calculation rests on. */
export type CollectedCell = Pick<CalculatedCell, "role" | "span">;

/** Cells of a calculation: the first of each role, and a hash over all. */
export interface CollectedCells {
  readonly cells: readonly CollectedCell[];
  /** Set if `cells` has not all of them. */
  readonly all?: { readonly count: number; readonly sha256: string; readonly last: CollectedCell };
}

/** Collects the cells of counted rows. */
export interface CellCollector {
  /** Adds the cells of a counted row; `rank` tells the best rows of a minimum or maximum. */
  addRow(cells: readonly TableCell[], rank: RowRank): void;
  collect(): CollectedCells;
}

/**
 * `best`: the first row with a new minimum or maximum; `equal`: as good as the best; `first`: first row of its group.
 */
export type RowRank = "best" | "equal" | "first" | "other";

/** Maximum number of cells of each role. */
const MAX_CELLS = 100;

interface CollectedRow {
  readonly cells: readonly TableCell[];
  readonly number: number;
}

/** Creates a collector for the cells of a calculation. Its memory does not grow with the number of rows. */
export function createCellCollector(plan: CalculationPlan, { text, outline }: WrittenTable): CellCollector {
  const conditionColumns = plan.conditions.map(({ column }) => column.number);
  const valueColumn = plan.column?.number ?? keyColumn(plan, outline.names);
  const first: CollectedRow[] = [];
  let best: CollectedRow[] = [];
  const groups: CollectedRow[] = [];
  let last: CollectedCell | undefined;
  let rows = 0;
  let count = 0;
  const hash = createHash("sha256");

  const hashRow = (cells: readonly TableCell[]) => {
    let lines = "";
    for (const [role, column] of [
      ...conditionColumns.map((number) => ["condition", number] as const),
      ...(plan.groupBy === undefined ? [] : [["group", plan.groupBy.column.number] as const]),
      ["value", valueColumn] as const,
    ]) {
      const cell = cells[column];
      if (cell === undefined || cell.text === "") continue;
      const { start, end } = cell.span;
      lines += `${role}\t${start}\t${end}\t${text.slice(start, end)}\n`;
      count++;
      if (role === "value") last = { role, span: cell.span };
    }
    hash.update(lines);
  };
  const collectRows = (role: CalculatedCell["role"], column: number, from: readonly CollectedRow[]) =>
    from.slice(0, MAX_CELLS).flatMap(({ cells }) => pick(role, cells[column]));

  return {
    addRow(cells, rank) {
      const row = { cells, number: rows++ };
      if (rank === "best") best = [];
      if ((rank === "best" || rank === "equal") && best.length < MAX_CELLS) best.push(row);
      if (rank === "first" && groups.length < MAX_CELLS) groups.push(row);
      if (first.length <= MAX_CELLS) first.push(row);
      hashRow(cells);
    },
    collect() {
      const named = [
        ...conditionColumns,
        ...[plan.groupBy?.column.number, plan.column?.number].flatMap((number) => number ?? []),
      ];
      const bestNumbers = new Set(best.map(({ number }) => number));
      const valued =
        plan.groupBy === undefined ? [...best, ...first.filter(({ number }) => !bestNumbers.has(number))] : groups;
      const cells = [
        ...named.flatMap((number) => outline.header.flatMap((row) => pick("name", row.cells[number]))),
        ...conditionColumns.flatMap((number) => collectRows("condition", number, first)),
        ...(plan.groupBy === undefined ? [] : collectRows("group", plan.groupBy.column.number, groups)),
        ...collectRows("key", plan.label?.number ?? keyColumn(plan, outline.names), best),
        ...collectRows("value", valueColumn, valued),
      ];
      const isWhole = plan.groupBy === undefined ? rows <= MAX_CELLS : groups.length === rows;
      return isWhole || last === undefined ? { cells } : { cells, all: { count, sha256: hash.digest("hex"), last } };
    },
  };
}

function pick(role: CalculatedCell["role"], cell: TableCell | undefined): readonly CollectedCell[] {
  return cell === undefined || cell.text === "" ? [] : [{ role, span: cell.span }];
}

/** Returns the column that names the rows: the first one that is neither computed nor part of a condition. */
function keyColumn(plan: CalculationPlan, names: readonly string[]): number {
  const used = [plan.column?.number, ...plan.conditions.map(({ column }) => column.number)];
  return Math.max(
    0,
    names.findIndex((_, column) => !used.includes(column)),
  );
}
