import type { Element, Location } from "../../../core/index.ts";
import { normalizeText } from "../../../text/index.ts";
import { createSlugger } from "../create-slugger.ts";
import { cleanCell } from "../table/clean-cell.ts";
import { countHeaderRows } from "../table/count-header-rows.ts";
import { createTextWriter, type WrittenText } from "./create-text-writer.ts";

/** A row of a table; cells that span columns are followed by empty ones. */
export interface FlowRow {
  readonly cells: readonly string[];
  /** Whether the file itself calls it a header. */
  readonly isHeader: boolean;
}

/** Writes the blocks of a flowing document (a report, a slide, a chapter) in reading order. */
export interface FlowWriter {
  /** An anchor of its own, its slug, unless a place is set. */
  addHeading(text: string, level: number): void;
  addParagraph(text: string, kind?: Element["kind"]): void;
  /** Items that follow each other are one list; the depth counts from 0. */
  addItem(item: { readonly text: string; readonly marker: string; readonly depth: number }): void;
  addTable(rows: readonly FlowRow[]): void;
  /** A remark on what was written last; it waits for the end of a list. */
  addNote(text: string): void;
  /** Ends a list that is open, and writes the notes that wait for it. */
  endLists(): void;
  /** UTF-16 code units until now, without a list that is open. */
  length(): number;
  /** Where the next blocks stand. */
  setPlace(place: Location): void;
  finish(): WrittenText & { readonly firstHeading: string | undefined };
}

export function createFlowWriter(): FlowWriter {
  const writer = createTextWriter();
  const slug = createSlugger();
  let lines: string[] = [];
  let notes: string[] = [];
  let place: Location | undefined;
  let firstHeading: string | undefined;
  const write = (kind: Element["kind"], text: string): void =>
    writer.addBlock({ kind, text, ...(place === undefined ? {} : { location: place }) });
  const flush = (): void => {
    if (lines.length > 0) write("list", lines.join("\n"));
    lines = [];
    for (const note of notes) write("paragraph", note);
    notes = [];
  };
  return {
    addHeading(text, level) {
      flush();
      const line = tidy(text).replaceAll("\n", " ");
      if (line === "") return;
      firstHeading ??= line;
      writer.addBlock({ kind: "heading", text: line, level, location: place ?? { anchor: slug(line) } });
    },
    addParagraph(text, kind = "paragraph") {
      flush();
      write(kind, kind === "code" ? text : tidy(text));
    },
    addItem({ text, marker, depth }) {
      const indent = "  ".repeat(depth);
      const [first = "", ...rest] = tidy(text).split("\n");
      if (first === "") return;
      const hanging = indent + " ".repeat(marker.length + 1);
      lines.push(`${indent}${marker} ${first}`, ...rest.map((line) => hanging + line));
    },
    addTable(rows) {
      flush();
      writeTable(rows, place);
    },
    addNote(text) {
      notes.push(tidy(text).replaceAll("\n", " "));
      if (lines.length === 0) flush();
    },
    endLists: flush,
    length: () => writer.length(),
    setPlace(next) {
      flush();
      place = next;
    },
    finish() {
      flush();
      return { ...writer.finish(), firstHeading };
    },
  };

  function writeTable(rows: readonly FlowRow[], location: Location | undefined): void {
    const grid = rows.map(({ cells }) => cells.map(cleanCell));
    const named = rows.findIndex(({ isHeader }) => !isHeader);
    const headerRows = named > 0 ? named : countHeaderRows(grid);
    const width = Math.max(...grid.map((row) => row.length));
    const toLine = (row: readonly string[]) => `| ${row.concat(Array(width - row.length).fill("")).join(" | ")} |`;
    writer.startBlock();
    const start = writer.addLine(toLine(grid[0] ?? []));
    let headerEnd = writer.length();
    grid.slice(1).forEach((row, index) => {
      if (index + 1 === headerRows) writer.addLine(toLine(Array(width).fill("---")));
      writer.addLine(toLine(row));
      if (index + 1 < headerRows) headerEnd = writer.length();
    });
    writer.endBlock({ kind: "table", ...(headerRows > 0 ? { header: { start, end: headerEnd } } : {}) });
    if (location !== undefined) writer.locate({ start, end: writer.length() }, location);
  }
}

/** Runs of blanks as one, none at the ends of lines, no blank lines; NFC. */
function tidy(text: string): string {
  const lines = normalizeText(text)
    .split("\n")
    .map((line) => line.replaceAll(/[ \t\u00A0]+/g, " ").trim());
  return lines.filter((line) => line !== "").join("\n");
}
