import type { Row, Segment } from "./build-rows.ts";
import { joinColumns } from "./join-columns.ts";
import { joinSigns } from "./join-signs.ts";
import { readSegment } from "./read-segment.ts";
import { type Column, countHeaderRows, type Table, type TableRow } from "./table.ts";

/** In units of the font size: cells are in one column when their starts, ends or middles are this near. */
const SAME_COLUMN = 1.5;
const LEAST_ALIGNED = 0.8;
/** A column is where this share of the rows and more has text. */
const LEAST_COVERED = 0.2;
const MOST_CLASHES = 0.15;
/** In units of the distance between rows: nearer lines are one row. */
const SAME_ROW = 0.8;
/** In units of the font size: a cell is not filled to its edge. */
const CELL_MARGIN = 2;
const TIGHT_LINE = 1.45;
const FIGURE = /^[(+\-–—]?[$€£¥₹]? ?\d[\d.,'’ ]*%?\)?$/u;

/**
 * Makes a table of rows whose cells stand below each other.
 *
 * @param rows  from top to bottom; the first and the last have two cells or more
 * @returns     undefined if they do not line up
 */
export function alignTable(rows: readonly Row[], page: number): Table | undefined {
  const lines = rows.map(({ segments }) => joinSigns(segments.map((segment) => [segment])).flat());
  const wide = lines.filter((segments) => segments.length > 1);
  if (wide.length < 2 || !areAligned(wide)) return undefined;
  const columns = findColumns(lines, wide.length);
  const placed = columns.length < 2 ? undefined : place(lines, columns, page);
  if (placed === undefined) {
    const plain = lines.map((segments) => ({ page, cells: segments.map((segment) => [segment]) }));
    return { kind: "table", columns: [], rows: plain, headerRows: countHeaderRows(plain) };
  }
  const joined = joinColumns({ columns, rows: joinLines(placed, rows, columns) });
  return { kind: "table", ...joined, headerRows: countHeaderRows(joined.rows) };
}

function areAligned(lines: readonly (readonly Segment[])[]): boolean {
  const most = Math.max(...lines.map((segments) => segments.length));
  const widest = lines.find((segments) => segments.length === most) ?? [];
  const aligned = lines.filter((segments) =>
    segments.every((cell) =>
      widest.some((other) => {
        const reach = SAME_COLUMN * cell.fontSize;
        const middles = Math.abs(cell.start + cell.end - other.start - other.end) / 2;
        return Math.min(Math.abs(cell.start - other.start), Math.abs(cell.end - other.end), middles) <= reach;
      }),
    ),
  );
  return aligned.length >= LEAST_ALIGNED * lines.length;
}

/** Where many rows have text, with nothing between: a heading across columns, being one row, does not join them. */
function findColumns(lines: readonly (readonly Segment[])[], wide: number): readonly Column[] {
  const limit = wide < 4 ? 0 : Math.max(1, Math.floor(LEAST_COVERED * wide));
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

/** Each line's cells in their columns; undefined where too many meet in one. */
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
  return clashes > MOST_CLASHES * lines.length ? undefined : rows;
}

/** The first of the columns that it covers most of, or else the one with which it shares most. */
function nearestColumn(segment: Segment, columns: readonly Column[]): number {
  const covered = columns.findIndex((column) => overlap(segment, column) >= 0.5 * (column.end - column.start));
  if (covered !== -1) return covered;
  const shared = columns.map((column) => overlap(segment, column));
  return shared.indexOf(Math.max(...shared));
}

/** Lines of one row: nearer to each other than rows are, or words that go on below a row's cells. */
function joinLines(lines: readonly TableRow[], rows: readonly Row[], columns: readonly Column[]): readonly TableRow[] {
  const pitch = rowPitch(lines, rows);
  const joined: TableRow[] = [];
  for (const [index, line] of lines.entries()) {
    const last = joined.at(-1);
    const [row, before] = [rows[index], rows[index - 1]];
    const gap = (row?.baseline ?? 0) - (before?.baseline ?? Number.NEGATIVE_INFINITY);
    const isTight = row !== undefined && gap <= TIGHT_LINE * row.fontSize;
    const isSameRow =
      isTight && !hasFigure(line) && ((gap < SAME_ROW * pitch && isWrapped(line, last, columns)) || goesOn(line, last));
    if (last !== undefined && isSameRow) joined[joined.length - 1] = joinRow(last, line);
    else joined.push(line);
  }
  return joined;
}

/** The first word in the first column would not have had room in the line above. */
function isWrapped(line: TableRow, last: TableRow | undefined, columns: readonly Column[]): boolean {
  const [below, above] = [line.cells[0]?.[0], last?.cells[0]?.at(-1)];
  if (below === undefined) return true;
  if (above === undefined) return false;
  const text = readSegment(below);
  const word = (below.end - below.start) * (text.split(" ", 1)[0] ?? "").length;
  return above.end + word / text.length > (columns[1]?.start ?? above.end) - CELL_MARGIN * below.fontSize;
}

/** A line with a figure of its own is a row of its own. */
function hasFigure({ cells }: TableRow): boolean {
  return cells.some((cell) => cell.some((line) => FIGURE.test(readSegment(line))));
}

/** The distance of lines that fill the first column, where most of a table's rows begin. */
function rowPitch(lines: readonly TableRow[], rows: readonly Row[]): number {
  const starts = rows.filter((_, index) => {
    const cells = lines[index]?.cells ?? [];
    return cells[0]?.length !== 0 && cells.filter((cell) => cell.length > 0).length > 1;
  });
  const gaps = starts.slice(1).map(({ baseline }, index) => baseline - (starts[index]?.baseline ?? baseline));
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0;
}

/** Below a row: nothing in the first column, and words (no figures) under cells that have text. */
function goesOn(line: TableRow, last: TableRow | undefined): boolean {
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
