import { append } from "../../../core/index.ts";
import type { Colour } from "../hidden/read-colour.ts";
import type { FlowRow, FlowWriter } from "../write/create-flow-writer.ts";
import { childElements, childNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";
import { type RunReader, readRuns } from "./read-docx-runs.ts";
import { readTable, type TableRow } from "./read-docx-table.ts";
import type { Note } from "./read-notes.ts";
import { readShading } from "./read-run-look.ts";
import { type ParagraphStyle, readParagraphStyle } from "./read-styles.ts";

export interface BodyContext {
  readonly writer: FlowWriter;
  readonly reader: RunReader;
  readonly styles: ReadonlyMap<string, ParagraphStyle>;
  /** Colour of the page, the cell or the box; undefined if it is unknown. */
  readonly background: Colour | undefined;
  /** Number of paragraphs read so far. */
  readonly counter: { paragraphs: number };
  numberItem(id: string, depth: number): string | undefined;
  readonly notes: Readonly<Record<"footnote" | "endnote" | "comment", ReadonlyMap<string, Note>>>;
}

/** Deleted text, page settings, and fallbacks for old programs. */
const UNREAD = new Set(["w:del", "w:moveFrom", "w:sectPr", "mc:Fallback"]);

/** Writes the blocks below an element, with notes, comments and text boxes after the block that they belong to. */
export function writeBody(element: XmlElement, context: BodyContext): void {
  for (const child of childElements(element)) {
    if (child.name === "w:p") writeParagraph(child, context);
    else if (child.name === "w:tbl") writeTable(child, context);
    else if (!UNREAD.has(child.name)) writeBody(child, context);
  }
}

function writeParagraph(paragraph: XmlElement, context: BodyContext): void {
  const { writer } = context;
  const { text, marker, style } = readParagraph(paragraph, context);
  if (style.level !== undefined && style.level > 0)
    writer.addHeading(`${marker === "-" ? "" : (marker ?? "")} ${text}`, style.level);
  else if (marker !== undefined) writer.addItem({ text, marker, depth: style.depth ?? 0 });
  else writer.addParagraph(text, style.kind);
  writeAsides(context);
}

interface Paragraph {
  readonly text: string;
  readonly style: ParagraphStyle;
  /** Marker of a list item or a numbered heading. */
  readonly marker: string | undefined;
}

function readParagraph(paragraph: XmlElement, context: BodyContext): Paragraph {
  const { styles, reader, numberItem } = context;
  const properties = childNamed(paragraph, "w:pPr");
  const id = childNamed(properties, "w:pStyle")?.attributes["w:val"] ?? "";
  const style = { ...styles.get(id), ...readParagraphStyle(properties) };
  const surface = { background: readShading(properties) ?? context.background, look: reader.looks.get(id) ?? {} };
  reader.asides.place = `paragraph ${++context.counter.paragraphs}`;
  const text = readRuns(paragraph, reader, surface);
  const { numberingId = "0", depth = 0 } = style;
  const isItem = numberingId !== "0" && text.trim() !== "";
  return { text, style, marker: isItem ? numberItem(numberingId, depth) : undefined };
}

function writeAsides(context: BodyContext): void {
  const { asides, numberNote } = context.reader;
  for (const { kind, id } of asides.references.splice(0)) {
    const note = context.notes[kind].get(id);
    if (note === undefined || note.text === "") continue;
    const by = note.author === "" ? "" : ` by ${note.author}`;
    context.writer.addNote(`[${kind === "comment" ? `comment${by}` : `${kind} ${numberNote(kind, id)}`}] ${note.text}`);
  }
  for (const box of asides.boxes.splice(0)) writeBody(box, { ...context, background: undefined });
}

function writeTable(table: XmlElement, context: BodyContext): void {
  const { rows, isData } = readTable(table);
  if (isData) context.writer.addTable(fillRows(rows, context));
  else for (const { content } of rows.flatMap(({ cells }) => cells)) writeBody(content, inCell(content, context));
  writeAsides(context);
}

/** The style of a table may shade a cell, so that its colour is known only if the cell says it. */
function inCell(cell: XmlElement, context: BodyContext): BodyContext {
  return { ...context, background: readShading(childNamed(cell, "w:tcPr")) };
}

/** Repeats a cell that spans rows in each of them, so that a row can be read alone. */
function fillRows(rows: readonly TableRow[], context: BodyContext): readonly FlowRow[] {
  let above: readonly string[] = [];
  return rows.map(({ cells, isHeader }) => {
    const texts: string[] = [];
    for (const { content, columns, isContinued } of cells) {
      texts.push(isContinued ? (above[texts.length] ?? "") : readCell(content, inCell(content, context)));
      append(texts, Array<string>(columns - 1).fill(""));
    }
    above = texts;
    return { cells: texts, isHeader };
  });
}

function readCell(content: XmlElement, context: BodyContext): string {
  return childElements(content)
    .map((child) => {
      if (UNREAD.has(child.name)) return "";
      if (child.name !== "w:p") return readCell(child, context);
      const { text, marker } = readParagraph(child, context);
      return marker === undefined ? text : `${marker} ${text}`;
    })
    .join("\n");
}
