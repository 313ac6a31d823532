import type { Element, LocatedSpan, Span } from "../../../core/index.ts";
import type { Block } from "./build-blocks.ts";
import type { Row, Segment } from "./build-rows.ts";

export interface WrittenText {
  readonly text: string;
  readonly elements: readonly Element[];
  readonly locations: readonly LocatedSpan[];
}

/** Cells of a row stand apart by this, so that a row is read as one and its cells can be told apart. */
const CELL_GAP = "   ";
/** In units of the font size: runs nearer than this, with no space drawn between them, are one word. */
const WORD_GAP = 0.16;
/** A line that ends this near to the right edge of its paragraph, in units of its width, goes on in the next line. */
const FULL_LINE_SHARE = 0.82;
const SOFT_HYPHEN = "\u00AD";

/**
 * Writes blocks as text and notes where everything came from: one element a block, one located span a run.
 *
 * Lines of a paragraph are joined by a space where the line is full, and stay lines elsewhere. A soft hyphen at a line's
 * end joins the word; any other hyphen stays with its line break, since only a dictionary could tell.
 *
 * @param pages  blocks in reading order, by page
 */
export function writeText(pages: readonly (readonly Block[])[]): WrittenText {
  const pieces: string[] = [];
  const elements: Element[] = [];
  const locations: LocatedSpan[] = [];
  let offset = 0;
  const write = (piece: string): Span => {
    pieces.push(piece);
    offset += piece.length;
    return { start: offset - piece.length, end: offset };
  };
  const writeRow = (row: Row, page: number): Span => {
    const start = offset;
    for (const [index, segment] of row.segments.entries()) {
      if (index > 0) write(CELL_GAP);
      for (const [place, run] of segment.runs.entries()) {
        if (place > 0 && isApart(segment, place)) write(" ");
        locations.push({ span: write(endsSoftly(row, run.text)), location: { page, boxes: [run.box] } });
      }
    }
    return { start, end: offset };
  };
  for (const [index, blocks] of pages.entries()) {
    for (const block of blocks) {
      if (offset > 0) write("\n\n");
      const start = offset;
      let header: Span | undefined;
      for (const [number, row] of block.rows.entries()) {
        const before = block.rows[number - 1];
        if (before !== undefined) write(separator(before, block, row));
        const span = writeRow(row, index + 1);
        if (number === 0 && block.hasHeader === true) header = span;
      }
      elements.push(toElement(block, { start, end: offset }, header));
    }
  }
  return { text: pieces.join(""), elements, locations };
}

function toElement({ kind, level }: Block, span: Span, header: Span | undefined): Element {
  return { kind, span, ...(level === undefined ? {} : { level }), ...(header === undefined ? {} : { header }) };
}

function isApart(segment: Segment, place: number): boolean {
  const [before, run] = [segment.runs[place - 1], segment.runs[place]];
  if (before === undefined || run === undefined) return false;
  const gap = run.isRightToLeft ? before.start - run.end : run.start - before.end;
  return run.isSpaced ? gap > -WORD_GAP * run.fontSize : gap > WORD_GAP * run.fontSize;
}

function lastRun(row: Row): string {
  return row.segments.at(-1)?.runs.at(-1)?.text ?? "";
}

function endsSoftly(row: Row, text: string): string {
  return text.endsWith(SOFT_HYPHEN) && text.length > 1 && lastRun(row) === text ? text.slice(0, -1) : text;
}

function separator(before: Row, block: Block, row: Row): string {
  const last = lastRun(before);
  if (block.kind === "heading") return " ";
  if (last.endsWith(SOFT_HYPHEN)) return "";
  if (row.segments.length > 1 || before.segments.length > 1 || /[-\u2010]$/.test(last)) return "\n";
  const start = Math.min(...block.rows.map((line) => line.start));
  const end = Math.max(...block.rows.map((line) => line.end));
  return before.end - start >= FULL_LINE_SHARE * (end - start) ? " " : "\n";
}
