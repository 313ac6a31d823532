import type { FlowWriter } from "../write/create-flow-writer.ts";
import { formatNumber } from "../write/format-number.ts";
import { isDataTable } from "../write/is-data-table.ts";
import { childElements, firstNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";
import { type OdfAsides, readFrame, readInline, readParagraphs } from "./read-inline.ts";
import type { NumberStyle } from "./read-list-styles.ts";
import { readTable } from "./read-odf-table.ts";

export interface ContentContext {
  readonly writer: FlowWriter;
  readonly asides: OdfAsides;
  readonly listStyles: ReadonlyMap<string, NumberStyle>;
}

/** Deleted text, forms, and content that is not part of the text. */
const UNREAD = new Set(["text:tracked-changes", "office:forms", "text:sequence-decls", "presentation:notes"]);

/**
 * Writes the blocks below an element of a text or a slide, with notes and text boxes after the block that they belong
 * to.
 */
export function writeContent(element: XmlElement, context: ContentContext): void {
  for (const child of childElements(element)) writeBlock(child, context);
}

function writeBlock(block: XmlElement, context: ContentContext): void {
  const { writer, asides } = context;
  if (UNREAD.has(block.name)) return;
  if (block.name === "text:h") {
    const level = Number(block.attributes["text:outline-level"] ?? "1");
    writer.addHeading(readInline(block, asides), level >= 1 ? Math.min(6, Math.floor(level)) : 1);
  } else if (block.name === "text:p") writer.addParagraph(readInline(block, asides));
  else if (block.name === "text:list") writeList(block, { ...context, style: "", depth: 0 });
  else if (block.name === "table:table") writeTable(block, context);
  else if (block.name === "draw:frame" && firstNamed(block, "table:table") === undefined) {
    writer.addParagraph(readFrame(block, asides));
  } else writeContent(block, context);
  writeAsides(context);
}

function writeAsides(context: ContentContext): void {
  for (const note of context.asides.notes.splice(0)) context.writer.addNote(note);
  for (const box of context.asides.boxes.splice(0)) writeContent(box, context);
}

interface ListContext extends ContentContext {
  /** Style of the list. An inner list without one has the style of its outer list. */
  readonly style: string;
  readonly depth: number;
}

function writeList(list: XmlElement, context: ListContext): void {
  const { depth, listStyles } = context;
  const style = list.attributes["text:style-name"] ?? context.style;
  const numbers = listStyles.get(`${style}/${depth + 1}`);
  let number = 0;
  for (const item of childElements(list)) {
    number = Number(item.attributes["text:start-value"] ?? number + 1);
    writeItem(item, markerOf(item, number, numbers), { ...context, style });
  }
}

function markerOf(item: XmlElement, number: number, numbers: NumberStyle | undefined): string {
  if (item.name === "text:list-header") return "";
  if (numbers === undefined) return "-";
  return `${numbers.prefix}${formatNumber(number, numbers.format)}${numbers.suffix}`;
}

/** Writes the parts of an item. Its first text has the marker, and later ones are indented below it. */
function writeItem(item: XmlElement, firstMarker: string, context: ListContext): void {
  const { depth, writer, asides } = context;
  let marker = firstMarker;
  for (const part of childElements(item)) {
    if (part.name === "text:list") writeList(part, { ...context, depth: depth + 1 });
    else if (part.name === "text:h") writeBlock(part, context);
    else {
      writer.addItem({ text: readInline(part, asides), marker, depth });
      marker = " ".repeat(marker.length);
    }
    writeAsides(context);
  }
}

function writeTable(table: XmlElement, context: ContentContext): void {
  const { writer, asides } = context;
  if (firstNamed(table, "table:table") !== undefined || !isData(table)) {
    writeContent(table, context);
    return;
  }
  writer.addTable(readTable(table, (cell) => readParagraphs(cell, asides)).rows);
}

/** Tests for a data table, with separate asides, so that no note or picture is counted twice. */
function isData(table: XmlElement): boolean {
  const asides: OdfAsides = {
    notes: [],
    boxes: [],
    numbers: { footnote: 0, endnote: 0 },
    pictures: 0,
    readFormula: () => "",
  };
  return isDataTable(readTable(table, (cell) => readParagraphs(cell, asides)).rows.map(({ cells }) => cells));
}
