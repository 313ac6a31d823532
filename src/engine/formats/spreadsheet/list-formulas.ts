import { columnName } from "../../../core/index.ts";
import type { CellNote } from "./read-grid.ts";
import { relativeFormula } from "./relative-formula.ts";

/** One formula with the cells that it was filled into. */
export interface FormulaRange {
  /** `D2`, or `D2:D40` for a formula that was filled down. */
  readonly cells: string;
  /** Number of the formula's column, from 0. */
  readonly column: number;
  readonly formula: string;
}

/** Maximum number of different formulas. A sheet with more is for computing rather than for reading. */
const MAX_RANGES = 500;
const MAX_FORMULA_CHARACTERS = 500;

/**
 * Lists the formulas of a sheet. A formula that was filled down a column is listed once.
 *
 * @param formulas  formulas in reading order
 * @returns         at most 500, by their first row, then by column; each formula is cut after 500 characters
 */
export function listFormulas(formulas: readonly CellNote[]): readonly FormulaRange[] {
  const open = new Map<number, { relative: string; text: string; first: number; last: number }>();
  const ranges: { readonly first: number; readonly range: FormulaRange }[] = [];
  const close = (column: number): void => {
    const range = open.get(column);
    if (range === undefined) return;
    const name = columnName(column);
    const cells = range.first === range.last ? `${name}${range.first}` : `${name}${range.first}:${name}${range.last}`;
    ranges.push({ first: range.first, range: { cells, column, formula: range.text.slice(0, MAX_FORMULA_CHARACTERS) } });
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
  ranges.sort((a, b) => a.first - b.first || a.range.column - b.range.column);
  return ranges.slice(0, MAX_RANGES).map(({ range }) => range);
}
