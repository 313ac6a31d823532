import type { Row } from "./build-rows.ts";

/** Rows that belong together. A heading has its level. */
export interface Block {
  readonly kind: "heading" | "paragraph" | "list" | "table";
  readonly rows: readonly Row[];
  readonly level?: number;
  /** For a table whose first row names its columns. */
  readonly hasHeader?: boolean;
}

/** Larger changes of the font size begin a new block. */
const SAME_SIZE = 0.12;
/** In units of the usual distance between lines. */
const PARAGRAPH_GAP = 1.3;
/** In units of the font size. */
const FARTHEST_LINE = 2.2;
const INDENT = 0.8;
const SAME_COLUMN = 1.5;
const BULLET = /^(?:[•‣▪●○◦∙·–—*-]|\d{1,3}[.)]|\(?[a-z][.)]|\([ivx\d]{1,4}\))(?:\s|$)/;

/**
 * Cuts the rows of one region into blocks: at larger gaps, changes of the font size, indented first lines, list items,
 * and where rows of several cells begin or end.
 *
 * @param rows    of one region, from top to bottom
 * @param levels  the heading level of those rows that are headings
 */
export function buildBlocks(rows: readonly Row[], levels: ReadonlyMap<Row, number>): readonly Block[] {
  const pitch = usualPitch(rows);
  const groups: Row[][] = [];
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    const group = groups.at(-1);
    const isTogether =
      before !== undefined && levels.get(before) === levels.get(row) && !isBreak({ before, row, pitch, groups });
    if (group !== undefined && isTogether) group.push(row);
    else groups.push([row]);
  }
  return mergeLists(groups.map((group) => toBlock(group, levels)));
}

function isBreak(place: {
  readonly before: Row;
  readonly row: Row;
  readonly pitch: number;
  readonly groups: readonly (readonly Row[])[];
}): boolean {
  const { before, row, pitch } = place;
  const gap = row.baseline - before.baseline;
  const isTabular = row.segments.length > 1;
  if (gap > FARTHEST_LINE * Math.max(row.fontSize, before.fontSize)) return true;
  if (isTabular && before.segments.length > 1) return false;
  if (isTabular !== before.segments.length > 1) return true;
  if (Math.abs(row.fontSize - before.fontSize) > SAME_SIZE * before.fontSize) return true;
  if (gap > PARAGRAPH_GAP * pitch || BULLET.test(rowStart(row))) return true;
  const first = place.groups.at(-1)?.[0] ?? before;
  const isIndented =
    row.start - before.start > INDENT * row.fontSize && row.start - first.start > INDENT * row.fontSize;
  return isIndented && /[.!?:]["”’)]?$/.test(rowEnd(before)) && !BULLET.test(rowStart(first));
}

/** The median distance of neighbouring lines of text. */
function usualPitch(rows: readonly Row[]): number {
  const gaps = rows.flatMap((row, index) => {
    const gap = row.baseline - (rows[index - 1]?.baseline ?? Number.NEGATIVE_INFINITY);
    return gap <= FARTHEST_LINE * row.fontSize ? [gap] : [];
  });
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? Number.POSITIVE_INFINITY;
}

function rowStart(row: Row): string {
  return row.segments[0]?.runs[0]?.text ?? "";
}

function rowEnd(row: Row): string {
  return row.segments.at(-1)?.runs.at(-1)?.text ?? "";
}

function toBlock(rows: readonly Row[], levels: ReadonlyMap<Row, number>): Block {
  const [first] = rows;
  const level = first === undefined ? undefined : levels.get(first);
  if (level !== undefined) return { kind: "heading", rows, level };
  if (first !== undefined && isTable(rows)) return { kind: "table", rows, hasHeader: isHeader(rows) };
  const isItem = first !== undefined && BULLET.test(rowText(first));
  return { kind: isItem ? "list" : "paragraph", rows };
}

function rowText(row: Row): string {
  return row.segments.flatMap(({ runs }) => runs.map(({ text }) => text)).join(" ");
}

/** Neighbouring items are one list; a single item may be a numbered sentence, and stays a paragraph. */
function mergeLists(blocks: readonly Block[]): readonly Block[] {
  const merged: Block[] = [];
  for (const block of blocks) {
    const before = merged.at(-1);
    const isNext = before?.kind === "list" && block.kind === "list" && areClose(before.rows, block.rows);
    if (before !== undefined && isNext)
      merged[merged.length - 1] = { kind: "list", rows: [...before.rows, ...block.rows] };
    else merged.push(block);
  }
  return merged;
}

function areClose(above: readonly Row[], below: readonly Row[]): boolean {
  const [last, first] = [above.at(-1), below[0]];
  return last !== undefined && first !== undefined && first.baseline - last.baseline <= FARTHEST_LINE * first.fontSize;
}

/** Two rows or more whose cells stand below each other: by their starts, ends or middles. */
function isTable(rows: readonly Row[]): boolean {
  if (rows.length < 2 || rows.some(({ segments }) => segments.length < 2)) return false;
  const columns = Math.max(...rows.map(({ segments }) => segments.length));
  const widest = rows.find(({ segments }) => segments.length === columns);
  const aligned = rows.filter((row) =>
    row.segments.every((cell) =>
      widest?.segments.some((other) => {
        const reach = SAME_COLUMN * cell.fontSize;
        const middles = Math.abs(cell.start + cell.end - other.start - other.end) / 2;
        return Math.min(Math.abs(cell.start - other.start), Math.abs(cell.end - other.end), middles) <= reach;
      }),
    ),
  );
  return aligned.length >= 0.8 * rows.length;
}

/** A first row without a digit above rows with digits names the columns. */
function isHeader(rows: readonly Row[]): boolean {
  const [first, ...rest] = rows.map(rowText);
  return first !== undefined && !/\d/.test(first) && rest.filter((text) => /\d/.test(text)).length * 2 >= rest.length;
}
