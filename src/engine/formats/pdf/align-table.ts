import { findMax } from "../../../core/index.ts";
import { joinColumns } from "./join-columns.ts";
import { joinSigns } from "./join-signs.ts";
import type { Column, Row, Segment, Table, TableRow } from "./page-rows.ts";
import { readSegment } from "./read-segment.ts";
import { countTableHeaderRows } from "./table.ts";

/** Maximum distance of the starts, ends or middles of cells in one column, in font sizes. */
const SAME_COLUMN = 1.5;
/** Minimum share of lines whose cells are all aligned. */
const MIN_ALIGNED_SHARE = 0.8;
/** Minimum share of rows that have text in a column. */
const MIN_COVERED_SHARE = 0.2;
/** Maximum share of lines that have two cells in one column. */
const MAX_CLASHES = 0.15;
/** Distance below which lines belong to one row, as a share of the distance of rows. */
const SAME_ROW = 0.8;
/** Room that a cell leaves at its edge, in font sizes. */
const CELL_MARGIN = 2;
/** Maximum distance between lines of one cell, in font sizes. */
const MAX_LINE_PITCH = 1.45;
const FIGURE = /^[(+\-–—]?[$€£¥₹]? ?\d[\d.,'’ ]{0,1000}%?\)?$/u;

/**
 * Builds a table from rows whose cells are aligned in columns.
 *
 * @param rows  from top to bottom; the first and the last have two cells or more
 * @returns     undefined if they are not aligned
 */
export function alignTable(rows: readonly Row[], page: number): Table | undefined {
  const lines = rows.map(({ segments }) => joinSigns(segments.map((segment) => [segment])).flat());
  const wide = lines.filter((segments) => segments.length > 1);
  if (wide.length < 2 || !areAligned(wide)) return undefined;
  const columns = findColumns(lines, wide.length);
  const placed = columns.length < 2 ? undefined : place(lines, columns, page);
  if (placed === undefined) {
    const plain = lines.map((segments) => ({ page, cells: segments.map((segment) => [segment]) }));
    return { kind: "table", columns: [], rows: plain, headerRows: countTableHeaderRows(plain) };
  }
  const joined = joinColumns({ columns, rows: joinLines(placed, rows, columns) });
  return { kind: "table", ...joined, headerRows: countTableHeaderRows(joined.rows) };
}

function areAligned(lines: readonly (readonly Segment[])[]): boolean {
  const width = findMax(lines.map((segments) => segments.length));
  const widest = lines.find((segments) => segments.length === width) ?? [];
  const aligned = lines.filter((segments) =>
    segments.every((cell) =>
      widest.some((other) => {
        const reach = SAME_COLUMN * cell.fontSize;
        const middles = Math.abs(cell.start + cell.end - other.start - other.end) / 2;
        return Math.min(Math.abs(cell.start - other.start), Math.abs(cell.end - other.end), middles) <= reach;
      }),
    ),
  );
  return aligned.length >= MIN_ALIGNED_SHARE * lines.length;
}

/** Finds the columns where many rows have text, with a gap between. A heading across columns does not join them. */
function findColumns(lines: readonly (readonly Segment[])[], wide: number): readonly Column[] {
  const limit = wide < 4 ? 0 : Math.max(1, Math.floor(MIN_COVERED_SHARE * wide));
  const cells = lines.flatMap((segments) => (segments.length > 1 ? segments : []));
  const edges = cells
    .flatMap(({ start, end }) => [
      { at: start, step: 1 },
      { at: end, step: -1 },
    ])
    .toSorted((a, b) => a.at - b.at || a.step - b.step);
  const columns: Column[] = [];
  let covered = 0;
  let start = 0;
  for (const { at, step } of edges) {
    const before = covered;
    covered += step;
    if (before <= limit && covered > limit) start = at;
    if (before > limit && covered <= limit && at > start) columns.push({ start, end: at });
  }
  const alone = cells.filter((cell) => !columns.some((column) => overlap(cell, column) > 0));
  return joinOverlapping([...columns, ...alone.map(({ start: from, end }) => ({ start: from, end }))]);
}

function joinOverlapping(columns: readonly Column[]): readonly Column[] {
  const joined: Column[] = [];
  for (const column of columns.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && column.start < last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, column.end) };
    else joined.push(column);
  }
  return joined;
}

function overlap(cell: Column, column: Column): number {
  return Math.min(cell.end, column.end) - Math.max(cell.start, column.start);
}

/** Puts each line's cells into columns. Undefined if too many meet in one. */
function place(
  lines: readonly (readonly Segment[])[],
  columns: readonly Column[],
  page: number,
): readonly TableRow[] | undefined {
  let clashes = 0;
  const rows = lines.map((segments): TableRow => {
    const cells: Segment[][] = columns.map(() => []);
    for (const segment of segments) {
      const cell = cells[nearestColumn(segment, columns)];
      if (cell !== undefined && cell.length > 0) clashes += 1;
      cell?.push(segment);
    }
    return { page, cells: joinSigns(cells) };
  });
  return clashes > MAX_CLASHES * lines.length ? undefined : rows;
}

/** Returns the first column that the segment covers by half, or else the one with which it overlaps most. */
function nearestColumn(segment: Segment, columns: readonly Column[]): number {
  const covered = columns.findIndex((column) => overlap(segment, column) >= 0.5 * (column.end - column.start));
  if (covered !== -1) return covered;
  const shared = columns.map((column) => overlap(segment, column));
  return shared.indexOf(findMax(shared));
}

/** Joins lines of one row: nearer to each other than rows are, or words that continue below a row's cells. */
function joinLines(lines: readonly TableRow[], rows: readonly Row[], columns: readonly Column[]): readonly TableRow[] {
  const pitch = rowPitch(lines, rows);
  const joined: TableRow[] = [];
  for (const [index, line] of lines.entries()) {
    const last = joined.at(-1);
    const [row, before] = [rows[index], rows[index - 1]];
    const gap = (row?.baseline ?? 0) - (before?.baseline ?? Number.NEGATIVE_INFINITY);
    const isTight = row !== undefined && gap <= MAX_LINE_PITCH * row.fontSize;
    const isSameRow =
      isTight &&
      !hasFigure(line) &&
      ((gap < SAME_ROW * pitch && isWrapped(line, last, columns)) || continuesBelow(line, last));
    if (last !== undefined && isSameRow) joined[joined.length - 1] = joinRow(last, line);
    else joined.push(line);
  }
  return joined;
}

/** Tests that the first word in the first column had no room in the line above. */
function isWrapped(line: TableRow, last: TableRow | undefined, columns: readonly Column[]): boolean {
  const [below, above] = [line.cells[0]?.[0], last?.cells[0]?.at(-1)];
  if (below === undefined) return true;
  if (above === undefined) return false;
  const text = readSegment(below);
  const word = (below.end - below.start) * (text.split(" ", 1)[0] ?? "").length;
  return above.end + word / text.length > (columns[1]?.start ?? above.end) - CELL_MARGIN * below.fontSize;
}

/** Tests for a figure, which makes a line a separate row. */
function hasFigure({ cells }: TableRow): boolean {
  return cells.some((cell) => cell.some((line) => FIGURE.test(readSegment(line))));
}

/** Returns the median distance of lines that fill the first column, where most rows of a table begin. */
function rowPitch(lines: readonly TableRow[], rows: readonly Row[]): number {
  const starts = rows.filter((_, index) => {
    const cells = lines[index]?.cells ?? [];
    return cells[0]?.length !== 0 && cells.filter((cell) => cell.length > 0).length > 1;
  });
  const gaps = starts.slice(1).map(({ baseline }, index) => baseline - (starts[index]?.baseline ?? baseline));
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0;
}

/** Tests that a line continues a row: nothing in the first column, and only words under cells with text. */
function continuesBelow(line: TableRow, last: TableRow | undefined): boolean {
  if (last === undefined || line.cells[0]?.length !== 0) return false;
  return line.cells.every((cell, column) => {
    if (cell.length === 0) return true;
    const above = last.cells[column]?.at(-1);
    return above !== undefined && !/\d/.test(cell.map(readSegment).join(" ")) && /\p{L}/u.test(readSegment(above));
  });
}

function joinRow(above: TableRow, below: TableRow): TableRow {
  return { ...above, cells: above.cells.map((cell, column) => [...cell, ...(below.cells[column] ?? [])]) };
}
