import {
  defined,
  type Element,
  findMax,
  findMin,
  type LocatedSpan,
  type Location,
  type Span,
} from "../../../core/index.ts";
import type { Block, TextBlock } from "./build-blocks.ts";
import type { Row, Segment, Table, TableRow } from "./page-rows.ts";
import { isApart, readRow, readSegment } from "./read-segment.ts";
import { countWords, type HyphenRule, resolveHyphen, type WordCounts } from "./resolve-hyphen.ts";
import { startsItem } from "./starts-item.ts";

export interface WrittenText {
  readonly text: string;
  readonly elements: readonly Element[];
  readonly locations: readonly LocatedSpan[];
}

/** Space between the cells of a row, which stay apart and yet are read as one row. Two in a row mean an empty cell. */
const CELL_GAP = "   ";
/**
 * Minimum width of a line that continues in the next one, as a share of its paragraph's width. So does a line without
 * room for the next word.
 */
const FULL_LINE_SHARE = 0.82;
const HYPHEN = /[-\u2010\u00AD]$/u;

/**
 * Writes blocks as text, with one element for each block and one located span for each run.
 *
 * Full lines of a paragraph are joined by a space; others stay lines. A row of a table is one line. For hyphens at line
 * ends see `resolveHyphen`.
 *
 * @param blocks  blocks in reading order
 */
export function writeText(blocks: readonly Block[]): WrittenText {
  const writer = createWriter(createHyphenResolver(blocks));
  const elements: Element[] = [];
  for (const block of blocks) {
    if (writer.offset() > 0) writer.write("\n\n");
    const start = writer.offset();
    const header = block.kind === "table" ? writeTable(writer, block) : writeRows(writer, block);
    const span = { start, end: writer.offset() };
    const level = block.kind === "heading" ? block.level : undefined;
    elements.push(defined({ kind: block.kind, span, level, header }));
  }
  return { text: writer.text(), elements, locations: writer.locations };
}

interface Writer {
  readonly locations: readonly LocatedSpan[];
  readonly text: () => string;
  readonly offset: () => number;
  readonly write: (piece: string) => Span;
  /**
   * Writes a segment.
   *
   * @param isCut  whether the hyphen at its end is dropped
   */
  readonly writeSegment: (segment: Segment, page: number, isCut: boolean) => void;
  readonly resolveHyphen: (line: readonly Segment[], next: readonly Segment[]) => HyphenRule;
}

/** Creates a function that decides about hyphens. It counts the document's words at the first hyphen. */
function createHyphenResolver(blocks: readonly Block[]): Writer["resolveHyphen"] {
  let counts: WordCounts | undefined;
  return (line, next) => {
    if (!endsWithHyphen(line)) return "leave";
    counts ??= countWords(blocks.flatMap(linesOf));
    return resolveHyphen(readRow({ segments: line }), readRow({ segments: next }), counts);
  };
}

function endsWithHyphen(line: readonly Segment[]): boolean {
  return HYPHEN.test(line.at(-1)?.runs.at(-1)?.text ?? "");
}

function linesOf(block: Block): readonly string[] {
  return block.kind === "table"
    ? block.rows.flatMap(({ cells }) => cells.flat().map(readSegment))
    : block.rows.map(readRow);
}

function createWriter(resolve: Writer["resolveHyphen"]): Writer {
  const pieces: string[] = [];
  const locations: LocatedSpan[] = [];
  let offset = 0;
  const write = (piece: string): Span => {
    pieces.push(piece);
    offset += piece.length;
    return { start: offset - piece.length, end: offset };
  };
  const writeRun = (piece: string, location: Location): void => {
    if (piece !== "") locations.push({ span: write(piece), location });
  };
  const writeSegment: Writer["writeSegment"] = (segment, page, isCut) => {
    for (const [place, run] of segment.runs.entries()) {
      if (place > 0 && isApart(segment, place)) write(" ");
      const piece = isCut && place === segment.runs.length - 1 ? run.text.replace(HYPHEN, "") : run.text;
      writeRun(piece, { page, boxes: [run.box] });
    }
  };
  return { resolveHyphen: resolve, locations, text: () => pieces.join(""), offset: () => offset, write, writeSegment };
}

/** Writes a table, and returns the span of its header. */
function writeTable(writer: Writer, { rows, headerRows }: Table): Span | undefined {
  const start = writer.offset();
  let header: Span | undefined;
  for (const [number, row] of rows.entries()) {
    if (number > 0) writer.write("\n");
    writeTableRow(writer, row);
    if (number + 1 === headerRows) header = { start, end: writer.offset() };
  }
  return header;
}

function writeTableRow(writer: Writer, { cells, page }: TableRow): void {
  const last = cells.findLastIndex((lines) => lines.length > 0);
  for (const [column, lines] of cells.slice(0, last + 1).entries()) {
    if (column > 0) writer.write(CELL_GAP);
    for (const [number, line] of lines.entries()) {
      const next = lines[number + 1];
      const hyphen = next === undefined ? "leave" : writer.resolveHyphen([line], [next]);
      writer.writeSegment(line, page, hyphen === "join");
      if (next !== undefined && hyphen === "leave") writer.write(" ");
    }
  }
}

function writeRows(writer: Writer, block: TextBlock): undefined {
  const separatorOf = createSeparator(block);
  for (const [number, row] of block.rows.entries()) {
    const next = block.rows[number + 1];
    const hyphen = resolveRowHyphen(writer, row, next);
    for (const [index, segment] of row.segments.entries()) {
      if (index > 0) writer.write(CELL_GAP);
      writer.writeSegment(segment, block.page, hyphen === "join");
    }
    if (next !== undefined && hyphen === "leave") writer.write(separatorOf(row, next));
  }
}

/** Decides about a hyphen at the end of a row. It is only resolved between two lines of running text. */
function resolveRowHyphen(writer: Writer, row: Row, next: Row | undefined): HyphenRule {
  const isText = next !== undefined && isOneLine(row) && isOneLine(next);
  return isText ? writer.resolveHyphen(row.segments, next.segments) : "leave";
}

function isOneLine({ segments }: Row): boolean {
  return segments.length === 1;
}

/** Creates a function that returns the text between two rows: a space if the text runs on, else a line end. */
function createSeparator({ kind, rows }: TextBlock): (row: Row, next: Row) => string {
  const { start, end } = extent(rows);
  return (row, next) => {
    if (kind === "heading") return " ";
    const isLong = row.end - start >= FULL_LINE_SHARE * (end - start) || row.end + firstWord(next) > end;
    const isFull = isLong && isOneLine(row) && isOneLine(next) && !endsWithHyphen(row.segments);
    const isItem = kind === "list" && startsItem(next);
    return isFull && !isItem ? " " : "\n";
  };
}

/** Estimates the width of a row's first word, with a space before it. */
function firstWord(row: Row): number {
  const text = readRow(row);
  return ((row.end - row.start) * ((text.split(" ", 1)[0] ?? "").length + 1)) / Math.max(1, text.length);
}

function extent(rows: readonly Row[]): Span {
  return { start: findMin(rows.map(({ start }) => start)), end: findMax(rows.map(({ end }) => end)) };
}
