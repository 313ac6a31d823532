import GithubSlugger from "github-slugger";
import { append, defined, type Element, type Location } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { cleanCell } from "../table/clean-cell.ts";
import { countHeaderRows } from "../table/count-header-rows.ts";
import { createTextWriter, type TextWriter, type WrittenText } from "./create-text-writer.ts";

/** A row of a table. A cell that spans columns is followed by empty ones. */
export interface FlowRow {
  readonly cells: readonly string[];
  /** True if the file marks it as a header. */
  readonly isHeader: boolean;
}

/** An item of a list. */
export interface ListItem {
  readonly text: string;
  readonly marker: string;
  /** Depth of the item in nested lists, from 0. */
  readonly depth: number;
}

/** Writes the blocks of a flowing document (a report, a slide, a chapter) in reading order. */
export interface FlowWriter {
  /** Adds a heading. Its anchor is its slug, unless a place is set. */
  addHeading(text: string, level: number): void;
  addParagraph(text: string, kind?: Element["kind"]): void;
  /** Adds an item. Consecutive items are one list. */
  addItem(item: ListItem): void;
  addTable(rows: readonly FlowRow[]): void;
  /** Adds a note on the last block. If that is a list, the note waits for its end. */
  addNote(text: string): void;
  /** Ends the open list, and writes the notes that wait for it. */
  endLists(): void;
  /** Returns the length of the text written so far, in UTF-16 code units, without an open list. */
  length(): number;
  /** Sets the place of the next blocks. */
  setPlace(place: Location): void;
  finish(): WrittenText & { readonly firstHeading: string | undefined };
}

interface State {
  readonly writer: TextWriter;
  /** Lines of the open list. */
  lines: string[];
  notes: string[];
  place: Location | undefined;
  firstHeading: string | undefined;
}

export function createFlowWriter(): FlowWriter {
  const writer = createTextWriter();
  const slugger = new GithubSlugger();
  const state: State = { writer, lines: [], notes: [], place: undefined, firstHeading: undefined };
  return {
    addHeading(text, level) {
      endLists(state);
      const line = tidy(text).replaceAll("\n", " ");
      if (line === "") return;
      state.firstHeading ??= line;
      writer.addBlock({ kind: "heading", text: line, level, location: state.place ?? { anchor: slugger.slug(line) } });
    },
    addParagraph(text, kind = "paragraph") {
      endLists(state);
      writeBlock(state, kind, kind === "code" ? text : tidy(text));
    },
    addItem: (item) => append(state.lines, toItemLines(item)),
    addTable(rows) {
      endLists(state);
      const start = writeTable(rows, writer);
      if (state.place !== undefined) writer.locate({ start, end: writer.length() }, state.place);
    },
    addNote(text) {
      state.notes.push(tidy(text).replaceAll("\n", " "));
      if (state.lines.length === 0) endLists(state);
    },
    endLists: () => endLists(state),
    length: () => writer.length(),
    setPlace(next) {
      endLists(state);
      state.place = next;
    },
    finish() {
      endLists(state);
      return { ...writer.finish(), firstHeading: state.firstHeading };
    },
  };
}

function writeBlock({ writer, place }: State, kind: Element["kind"], text: string): void {
  writer.addBlock(defined({ kind, text, location: place }));
}

function endLists(state: State): void {
  const { lines, notes } = state;
  state.lines = [];
  state.notes = [];
  if (lines.length > 0) writeBlock(state, "list", lines.join("\n"));
  for (const note of notes) writeBlock(state, "paragraph", note);
}

/** Returns an item's lines: the first after its marker, the others indented below. */
function toItemLines({ text, marker, depth }: ListItem): readonly string[] {
  const indent = "  ".repeat(depth);
  const hanging = indent + " ".repeat(marker.length + 1);
  const [first = "", ...rest] = tidy(text).split("\n");
  return first === "" ? [] : [`${indent}${marker} ${first}`, ...rest.map((line) => hanging + line)];
}

/** Writes a table, and returns where it begins. */
function writeTable(rows: readonly FlowRow[], writer: TextWriter): number {
  const grid = rows.map(({ cells }) => cells.map(cleanCell));
  const markedRows = rows.findIndex(({ isHeader }) => !isHeader);
  const headerRows = markedRows > 0 ? markedRows : countHeaderRows(grid);
  const width = grid.reduce((max, row) => Math.max(max, row.length), 0);
  const toLine = (row: readonly string[]) => `| ${row.concat(Array(width - row.length).fill("")).join(" | ")} |`;
  writer.startBlock();
  const start = writer.addLine(toLine(grid[0] ?? []));
  let headerEnd = writer.length();
  grid.slice(1).forEach((row, index) => {
    if (index + 1 === headerRows) writer.addLine(toLine(Array(width).fill("---")));
    writer.addLine(toLine(row));
    if (index + 1 < headerRows) headerEnd = writer.length();
  });
  writer.endBlock(defined({ kind: "table", header: headerRows > 0 ? { start, end: headerEnd } : undefined }));
  return start;
}

/** Tidies text: NFC, without blank lines, repeated blanks, or blanks at the ends of lines. */
function tidy(text: string): string {
  const lines = normalizeText(text)
    .split("\n")
    .map((line) => line.replaceAll(/[ \t\u00A0]+/g, " ").trim());
  return lines.filter((line) => line !== "").join("\n");
}
