import { createFlowWriter, type FlowWriter } from "../write/create-flow-writer.ts";
import { isDataTable } from "../write/is-data-table.ts";
import type { RtfListener } from "./create-interpreter.ts";
import { createTable } from "./create-table.ts";

export interface RtfBody extends RtfListener {
  readonly writer: FlowWriter;
  /** Signs of a symbol font, which mean nothing outside of it. */
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

/** Writes the text of an RTF file: paragraphs, headings, lists and tables, with notes and comments after them. */
export function createBody(levelOf: (style: number) => number | undefined): RtfBody {
  const writer = createFlowWriter();
  const table = createTable();
  const counts = { pictures: 0, symbols: 0 };
  const notes: string[] = [];
  const paragraph: Paragraph = { ...freshStyle(), text: "", marker: "" };
  const aside = { note: "", author: "", number: 0 };

  const endParagraph = (): void => {
    if (!paragraph.isInTable) writeTable();
    if (paragraph.isInTable) paragraph.text += "\n";
    else writeParagraph();
  };
  const writeParagraph = (): void => {
    const { text, style, outlineLevel, depth, marker } = paragraph;
    const level = outlineLevel ?? levelOf(style);
    const shown = marker === "-" ? "" : marker;
    if (level !== undefined) writer.addHeading(`${shown} ${text}`, level);
    else if (marker !== "") writer.addItem({ text, marker, depth });
    else if (text.trim() !== "") writer.addParagraph(text);
    Object.assign(paragraph, { text: "", marker: "" });
    writeNotes();
  };
  const writeNotes = (): void => {
    for (const note of notes.splice(0)) writer.addNote(note);
  };
  const writeTable = (): void => {
    const rows = table.take();
    if (rows.length === 0) return;
    if (isDataTable(rows.map(({ cells }) => cells))) writer.addTable(rows);
    else for (const cell of rows.flatMap(({ cells }) => cells)) writer.addParagraph(cell);
    writeNotes();
  };
  const controlBody = (word: string, value: number | undefined): void => {
    if (ENDS.has(word)) endParagraph();
    else if (BREAKS.has(word)) paragraph.text += "\n";
    else if (word === "pard") Object.assign(paragraph, freshStyle());
    else if (word === "intbl") paragraph.isInTable = true;
    else if (word === "s") paragraph.style = value ?? 0;
    else if (word === "outlinelevel") paragraph.outlineLevel = toLevel(value);
    else if (word === "ilvl") paragraph.depth = Math.min(8, Math.max(0, value ?? 0));
    else if (word === "cell") table.addCell(takeCell(paragraph));
    else if (word === "row") table.endRow();
    else table.control(word);
  };
  return {
    writer,
    counts,
    text(raw, { destination, isHidden }) {
      if (isHidden) return;
      if (destination === "marker") paragraph.marker += raw;
      else if (destination === "author") aside.author += raw;
      else {
        counts.symbols += raw.match(SYMBOL)?.length ?? 0;
        const text = raw.replaceAll(SYMBOL, "\uFFFD");
        if (destination === "body") paragraph.text += text;
        else aside.note += text;
      }
    },
    control(word, value, { destination }) {
      if (word === "pict" || word === "object") counts.pictures++;
      // The same picture once more, for old programs.
      else if (word === "nonshppict") counts.pictures--;
      else if (destination === "body") controlBody(word, value);
      else if (ENDS.has(word) || BREAKS.has(word)) aside.note += " ";
    },
    leave({ destination }) {
      if (destination === "marker") paragraph.marker = toMarker(paragraph.marker);
      if (destination !== "footnote" && destination !== "comment") return;
      const text = aside.note.trim();
      aside.note = "";
      if (destination === "comment") {
        const author = aside.author.trim();
        if (text !== "") notes.push(`[comment${author === "" ? "" : ` by ${author}`}] ${text}`);
        aside.author = "";
      } else {
        aside.number++;
        paragraph.text += `[footnote ${aside.number}]`;
        notes.push(`[footnote ${aside.number}] ${text}`);
      }
    },
    finish() {
      writeTable();
      writeParagraph();
      return writer.finish();
    },
  };
}

function freshStyle(): Omit<Paragraph, "text" | "marker"> {
  return { style: 0, outlineLevel: undefined, depth: 0, isInTable: false };
}

/** From the outline's 0 to 8; 9 is text. */
function toLevel(value = 9): number | undefined {
  return value >= 0 && value < 9 ? Math.min(6, value + 1) : undefined;
}

function takeCell(paragraph: Paragraph): string {
  const { text, marker } = paragraph;
  Object.assign(paragraph, { text: "", marker: "" });
  return marker === "" ? text : `${marker} ${text}`;
}

/** A bullet of any look is `-`. */
function toMarker(raw: string): string {
  const marker = raw.trim();
  return /[\p{L}\p{N}]/u.test(marker) && !/^[o§]$/.test(marker) ? marker : "-";
}
