import { columnName } from "../../../core/index.ts";
import type { CellNote } from "./read-grid.ts";
import { relativeFormula } from "./relative-formula.ts";

/** One formula with the cells that it was filled into. */
export interface FormulaRange {
  /** `D2`, or `D2:D40` for a formula that was filled down. */
  readonly cells: string;
  /** From 0. */
  readonly column: number;
  readonly formula: string;
}

/** A sheet has few formulas that differ; one that has more computes rather than tells. */
const MOST_RANGES = 500;
const LONGEST_FORMULA = 500;

/**
 * The formulas of a sheet, each once where it was filled down a column.
 *
 * @param formulas  in reading order
 * @returns         by column within their first row, at most 500; each formula is cut after 500 characters
 */
export function listFormulas(formulas: readonly CellNote[]): readonly FormulaRange[] {
  const open = new Map<number, { relative: string; text: string; first: number; last: number }>();
  const ranges: { readonly first: number; readonly range: FormulaRange }[] = [];
  const close = (column: number): void => {
    const range = open.get(column);
    if (range === undefined) return;
    const name = columnName(column);
    const cells = range.first === range.last ? `${name}${range.first}` : `${name}${range.first}:${name}${range.last}`;
    ranges.push({ first: range.first, range: { cells, column, formula: range.text.slice(0, LONGEST_FORMULA) } });
  };
  for (const { row, column, text } of formulas) {
    const relative = relativeFormula(text, row, column);
    const above = open.get(column);
    if (above?.last === row - 1 && above.relative === relative) above.last = row;
    else {
      close(column);
      open.set(column, { relative, text, first: row, last: row });
    }
  }
  for (const column of open.keys()) close(column);
  ranges.sort((one, other) => one.first - other.first || one.range.column - other.range.column);
  return ranges.slice(0, MOST_RANGES).map(({ range }) => range);
}
