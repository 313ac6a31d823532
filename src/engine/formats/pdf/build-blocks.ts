import { findTables } from "./find-tables.ts";
import type { Row, Table } from "./page-rows.ts";
import { startsItem } from "./starts-item.ts";

/** Rows that form one block of text. */
export interface TextBlock {
  readonly kind: "heading" | "paragraph" | "list";
  readonly page: number;
  readonly rows: readonly Row[];
  /** Level of the block, if it is a heading. */
  readonly level?: number;
}

export type Block = TextBlock | Table;

/** Maximum change of the font size within a block. */
const SAME_SIZE = 0.12;
/** Distance that ends a paragraph, as a multiple of the usual distance between lines. */
const PARAGRAPH_GAP = 1.3;
/** Maximum distance between lines of one block, in font sizes. */
const MAX_LINE_PITCH = 2.2;
/** Minimum indent of a first line, in font sizes. */
const INDENT = 0.8;

/**
 * Cuts the rows of one region into blocks. Text between tables is cut at larger gaps, changes of the font size,
 * indented first lines and list items.
 *
 * @param rows    rows of one region, from top to bottom
 * @param levels  heading levels of the rows that are headings
 */
export function buildBlocks(rows: readonly Row[], levels: ReadonlyMap<Row, number>, page: number): readonly Block[] {
  const pitch = usualPitch(rows);
  const groups: (Row[] | Table)[] = [];
  let before: Row | undefined;
  for (const item of findTables(rows, page)) {
    const group = groups.at(-1);
    if ("kind" in item) groups.push(item);
    else if (before !== undefined && Array.isArray(group) && isNext({ before, row: item, pitch, group, levels }))
      group.push(item);
    else groups.push([item]);
    before = "kind" in item ? undefined : item;
  }
  return mergeLists(groups.map((group) => (Array.isArray(group) ? toBlock(group, levels, page) : group)));
}

interface Place {
  readonly before: Row;
  readonly row: Row;
  readonly pitch: number;
  readonly group: readonly Row[];
  readonly levels: ReadonlyMap<Row, number>;
}

function isNext(place: Place): boolean {
  return place.levels.get(place.before) === place.levels.get(place.row) && !isBreak(place);
}

function isBreak(place: Place): boolean {
  const { before, row, pitch } = place;
  const gap = row.baseline - before.baseline;
  if (gap > MAX_LINE_PITCH * Math.max(row.fontSize, before.fontSize)) return true;
  const isWide = row.segments.length > 1;
  if (isWide && before.segments.length > 1) return false;
  if (isWide !== before.segments.length > 1) return true;
  if (Math.abs(row.fontSize - before.fontSize) > SAME_SIZE * before.fontSize) return true;
  if (gap > PARAGRAPH_GAP * pitch || startsItem(row)) return true;
  const first = place.group[0] ?? before;
  const isIndented =
    row.start - before.start > INDENT * row.fontSize && row.start - first.start > INDENT * row.fontSize;
  return isIndented && /[.!?:]["”’)]?$/.test(rowEnd(before)) && !startsItem(first);
}

/** Returns the median distance of neighbouring lines of text. */
function usualPitch(rows: readonly Row[]): number {
  const gaps = rows.flatMap((row, index) => {
    const gap = row.baseline - (rows[index - 1]?.baseline ?? Number.NEGATIVE_INFINITY);
    return gap <= MAX_LINE_PITCH * row.fontSize ? [gap] : [];
  });
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? Number.POSITIVE_INFINITY;
}

function rowEnd(row: Row): string {
  return row.segments.at(-1)?.runs.at(-1)?.text ?? "";
}

function toBlock(rows: readonly Row[], levels: ReadonlyMap<Row, number>, page: number): TextBlock {
  const [first] = rows;
  const level = first === undefined ? undefined : levels.get(first);
  if (level !== undefined) return { kind: "heading", page, rows, level };
  const isItem = first !== undefined && startsItem(first);
  return { kind: isItem ? "list" : "paragraph", page, rows };
}

/** Merges neighbouring items to one list. */
function mergeLists(blocks: readonly Block[]): readonly Block[] {
  const merged: Block[] = [];
  for (const block of blocks) {
    const before = merged.at(-1);
    const isNext = before?.kind === "list" && block.kind === "list" && areClose(before.rows, block.rows);
    if (before !== undefined && isNext)
      merged[merged.length - 1] = { ...before, rows: [...before.rows, ...block.rows] };
    else merged.push(block);
  }
  return merged;
}

function areClose(above: readonly Row[], below: readonly Row[]): boolean {
  const [last, first] = [above.at(-1), below[0]];
  return last !== undefined && first !== undefined && first.baseline - last.baseline <= MAX_LINE_PITCH * first.fontSize;
}
