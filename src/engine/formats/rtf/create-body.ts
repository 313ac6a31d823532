import { createFlowWriter, type FlowWriter } from "../write/create-flow-writer.ts";
import { isDataTable } from "../write/is-data-table.ts";
import type { Destination, RtfListener } from "./create-interpreter.ts";
import { createTable, type RtfTable } from "./create-table.ts";

export interface RtfBody extends RtfListener {
  readonly writer: FlowWriter;
  /** Numbers of pictures, and of signs of a symbol font, which mean nothing outside of it. */
  readonly counts: { pictures: number; symbols: number };
  finish(): ReturnType<FlowWriter["finish"]>;
}

interface Paragraph {
  text: string;
  style: number;
  outlineLevel: number | undefined;
  depth: number;
  marker: string;
  isInTable: boolean;
}

const SYMBOL = /[\uF000-\uF0FF]/g;
const BREAKS = new Set(["line", "page", "column", "nestcell", "nestrow", "softline"]);
const ENDS = new Set(["par", "sect"]);

interface State extends Pick<RtfBody, "writer" | "counts"> {
  readonly table: RtfTable;
  readonly notes: string[];
  readonly paragraph: Paragraph;
  readonly aside: { note: string; author: string; number: number };
  levelOf(style: number): number | undefined;
}

/**
 * Creates a listener that writes the text of an RTF file: paragraphs, headings, lists and tables, with
 * notes and comments after them.
 */
export function createBody(levelOf: State["levelOf"]): RtfBody {
  const state: State = {
    writer: createFlowWriter(),
    counts: { pictures: 0, symbols: 0 },
    table: createTable(),
    notes: [],
    paragraph: { ...freshStyle(), text: "", marker: "" },
    aside: { note: "", author: "", number: 0 },
    levelOf,
  };
  const { writer, counts, paragraph } = state;
  return {
    writer,
    counts,
    text(text, group) {
      if (!group.isHidden) addText(text, group.destination, state);
    },
    control(word, value, { destination }) {
      if (word === "pict" || word === "object") counts.pictures++;
      // The same picture again, for old programs.
      else if (word === "nonshppict") counts.pictures--;
      else if (destination === "body") controlBody(word, value, state);
      else if (ENDS.has(word) || BREAKS.has(word)) state.aside.note += " ";
    },
    leave({ destination }) {
      if (destination === "marker") paragraph.marker = toMarker(paragraph.marker);
      else if (destination === "footnote") endFootnote(state);
      else if (destination === "comment") endComment(state);
    },
    finish() {
      writeTable(state);
      writeParagraph(state);
      return writer.finish();
    },
  };
}

function addText(raw: string, destination: Destination, { paragraph, aside, counts }: State): void {
  if (destination === "marker") paragraph.marker += raw;
  else if (destination === "author") aside.author += raw;
  else {
    counts.symbols += raw.match(SYMBOL)?.length ?? 0;
    const text = raw.replaceAll(SYMBOL, "\uFFFD");
    if (destination === "body") paragraph.text += text;
    else aside.note += text;
  }
}

function controlBody(word: string, value: number | undefined, state: State): void {
  const { paragraph, table } = state;
  if (ENDS.has(word)) endParagraph(state);
  else if (BREAKS.has(word)) paragraph.text += "\n";
  else if (word === "pard") Object.assign(paragraph, freshStyle());
  else if (word === "intbl") paragraph.isInTable = true;
  else if (word === "s") paragraph.style = value ?? 0;
  else if (word === "outlinelevel") paragraph.outlineLevel = toLevel(value);
  else if (word === "ilvl") paragraph.depth = Math.min(8, Math.max(0, value ?? 0));
  else if (word === "cell") table.addCell(takeCell(paragraph));
  else if (word === "row") table.endRow();
  else table.control(word);
}

function endParagraph(state: State): void {
  if (state.paragraph.isInTable) {
    state.paragraph.text += "\n";
    return;
  }
  writeTable(state);
  writeParagraph(state);
}

function writeParagraph(state: State): void {
  const { writer, levelOf } = state;
  const { text, style, outlineLevel, depth, marker } = state.paragraph;
  const level = outlineLevel ?? levelOf(style);
  if (level !== undefined) writer.addHeading(`${marker === "-" ? "" : marker} ${text}`, level);
  else if (marker !== "") writer.addItem({ text, marker, depth });
  else if (text.trim() !== "") writer.addParagraph(text);
  Object.assign(state.paragraph, { text: "", marker: "" });
  writeNotes(state);
}

function writeTable(state: State): void {
  const { writer, table } = state;
  const rows = table.take();
  if (rows.length === 0) return;
  if (isDataTable(rows.map(({ cells }) => cells))) writer.addTable(rows);
  else for (const cell of rows.flatMap(({ cells }) => cells)) writer.addParagraph(cell);
  writeNotes(state);
}

function writeNotes({ notes, writer }: State): void {
  for (const note of notes.splice(0)) writer.addNote(note);
}

function endFootnote({ aside, notes, paragraph }: State): void {
  const mark = `[footnote ${++aside.number}]`;
  paragraph.text += mark;
  notes.push(`${mark} ${aside.note.trim()}`);
  aside.note = "";
}

function endComment({ aside, notes }: State): void {
  const author = aside.author.trim();
  const text = aside.note.trim();
  if (text !== "") notes.push(`[comment${author === "" ? "" : ` by ${author}`}] ${text}`);
  aside.note = "";
  aside.author = "";
}

function freshStyle(): Omit<Paragraph, "text" | "marker"> {
  return { style: 0, outlineLevel: undefined, depth: 0, isInTable: false };
}

/** Converts an outline level from 0 to 8; level 9 is text. */
function toLevel(value = 9): number | undefined {
  return value >= 0 && value < 9 ? Math.min(6, value + 1) : undefined;
}

function takeCell(paragraph: Paragraph): string {
  const { text, marker } = paragraph;
  Object.assign(paragraph, { text: "", marker: "" });
  return marker === "" ? text : `${marker} ${text}`;
}

/** Returns a marker, with `-` for bullets of any shape. */
function toMarker(raw: string): string {
  const marker = raw.trim();
  return /[\p{L}\p{N}]/u.test(marker) && !/^[o§]$/.test(marker) ? marker : "-";
}
