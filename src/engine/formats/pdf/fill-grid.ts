import { type Box, findMax } from "../../../core/index.ts";
import { buildSegments } from "./build-rows.ts";
import type { Grid } from "./find-grids.ts";
import { joinColumns } from "./join-columns.ts";
import { joinSigns } from "./join-signs.ts";
import type { Segment, Table, TableRow } from "./page-rows.ts";
import type { Run } from "./read-pdf-runs.ts";
import { countTableHeaderRows, readTableRow } from "./table.ts";

/** A table with its runs. */
export interface FilledGrid {
  readonly table: Table;
  readonly runs: ReadonlySet<Run>;
  readonly box: Box;
}

/** Maximum mean length of a cell. Boxes with longer texts are parts of a page's layout. */
const MAX_CELL_CHARACTERS = 400;
const MIN_ROWS = 2;
/** Minimum number of lines in cells that may be several rows without a line between them. */
const MIN_LINES = 3;
/** Minimum share of lines that are beside a line in another cell. */
const MIN_SHARED = 0.7;
const FULL_LINE_SHARE = 0.75;
/** Distance within which lines are at the same height, in points. */
const SAME_HEIGHT = 3;
/** Width below which no line is wrapped text, in points. */
const MIN_WRAPPED_WIDTH = 60;
/** Maximum length of a text beside a grid that may belong to its table. */
const MAX_FIGURE_CHARACTERS = 40;
/** Maximum share of a grid's lines that may have such a text beside them. */
const MAX_BESIDE_SHARE = 0.5;

/** Fills grids one by one. Those that are not tables are left out. */
export function fillGrids(grids: readonly Grid[], runs: readonly Run[], page: number): readonly FilledGrid[] {
  let rest: readonly Run[] = runs.filter(({ angle }) => angle === 0);
  return grids.flatMap((grid) => {
    const filled = fillGrid(grid, rest, page);
    if (filled === undefined) return [];
    const others = rest.filter((run) => !filled.runs.has(run));
    if (continuesBeside(filled.runs, others)) return [];
    rest = others;
    return [filled];
  });
}

/** Tests for short texts beside most lines. Shading can make a grid of only some columns of a table. */
function continuesBeside(inside: ReadonlySet<Run>, outside: readonly Run[]): boolean {
  const toLine = ({ baseline }: Run) => Math.round(baseline / SAME_HEIGHT);
  const lines = new Set(Array.from(inside, toLine));
  const beside = outside.filter((run) => run.text.length <= MAX_FIGURE_CHARACTERS && lines.has(toLine(run)));
  return new Set(beside.map(toLine)).size > MAX_BESIDE_SHARE * lines.size;
}

/**
 * Puts runs into the cells of a grid, each by its middle. The text of a cell over several columns is in the first.
 *
 * @returns  undefined if the grid is not a table: fewer than two rows with two cells, or pages of text
 */
function fillGrid(grid: Grid, runs: readonly Run[], page: number): FilledGrid | undefined {
  const cells = new Map<string, Run[]>();
  const placed = new Set<Run>();
  for (const run of runs) {
    const row = between(grid.ys, run.box.y + run.box.height / 2);
    const column = between(grid.xs, run.box.x + run.box.width / 2);
    if (row === undefined || column === undefined) continue;
    placed.add(run);
    const key = `${row} ${firstOfCell(grid, row, column)}`;
    cells.set(key, [...(cells.get(key) ?? []), run]);
  }
  const rows = grid.ys.slice(1).map((_, row): TableRow => {
    const columns = grid.xs.slice(1).map((_, column) => buildSegments(cells.get(`${row} ${column}`) ?? []));
    return { page, cells: joinSigns(columns) };
  });
  if (rows.some(({ cells }) => cells.some(isTabular))) return undefined;
  const filled = rows.flatMap(splitRow).filter((row) => row.cells.some((lines) => lines.length > 0));
  const wide = filled.filter((row) => row.cells.filter((lines) => lines.length > 0).length > 1);
  if (wide.length < MIN_ROWS || cells.size * MAX_CELL_CHARACTERS < characters(filled)) return undefined;
  const table = joinColumns({ columns: columnsOf(grid), rows: filled });
  return {
    table: { kind: "table", ...table, headerRows: countTableHeaderRows(table.rows) },
    runs: placed,
    box: boxOf(grid),
  };
}

/** Tests for a table without ruling lines in a cell: the cell is then only a box around it. */
function isTabular(lines: readonly Segment[]): boolean {
  const baselines = new Set(lines.map(({ baseline }) => Math.round(baseline)));
  return lines.length - baselines.size >= MIN_ROWS;
}

/** Splits a row whose lines are beside lines in other cells, and leave room at their ends: they are rows themselves. */
function splitRow(row: TableRow): readonly TableRow[] {
  const tall = row.cells.filter((lines) => lines.length >= MIN_LINES);
  const tops = (lines: readonly Segment[]) => lines.map(({ baseline }) => Math.round(baseline / SAME_HEIGHT));
  const heights = [...new Set(row.cells.flatMap(tops))].toSorted((a, b) => a - b);
  const shared = heights.filter((height) => row.cells.filter((lines) => tops(lines).includes(height)).length > 1);
  const areFull = tall.some((lines) => !isRagged(lines));
  if (tall.length < 2 || areFull || shared.length < MIN_SHARED * heights.length) return [row];
  return heights.map((height) => ({
    page: row.page,
    cells: row.cells.map((lines) => lines.filter(({ baseline }) => Math.round(baseline / SAME_HEIGHT) === height)),
  }));
}

/** Tests for lines of different length. Lines of wrapped text are about equally long, except for the last. */
function isRagged(lines: readonly Segment[]): boolean {
  const lengths = lines.slice(0, -1).map(({ start, end }) => end - start);
  const longest = findMax(lengths);
  return (
    lengths.filter((length) => length > FULL_LINE_SHARE * longest).length <= lengths.length / 2 ||
    longest < MIN_WRAPPED_WIDTH
  );
}

function boxOf({ xs, ys }: Grid): Box {
  const [x, y] = [xs[0] ?? 0, ys[0] ?? 0];
  return { x, y, width: (xs.at(-1) ?? x) - x, height: (ys.at(-1) ?? y) - y };
}

function between(edges: readonly number[], position: number): number | undefined {
  const index = edges.findIndex((edge) => edge > position);
  return index < 1 ? undefined : index - 1;
}

function firstOfCell(grid: Grid, row: number, column: number): number {
  let first = column;
  while (first > 0 && !grid.isDivided(row, first)) first--;
  return first;
}

function columnsOf({ xs }: Grid): Table["columns"] {
  return xs.slice(1).map((end, index) => ({ start: xs[index] ?? 0, end }));
}

function characters(rows: readonly TableRow[]): number {
  return rows.reduce((sum, row) => sum + readTableRow(row).length, 0);
}
