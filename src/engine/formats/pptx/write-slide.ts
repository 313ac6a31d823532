import { readChart } from "../ooxml/read-chart.ts";
import type { FlowRow, FlowWriter } from "../write/create-flow-writer.ts";
import { isDataTable } from "../write/is-data-table.ts";
import { readAlternativeText } from "../write/read-alternative-text.ts";
import { childElements, childNamed, childrenNamed, firstNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";
import { readLines, readParagraph, readParagraphLevel } from "./read-paragraph.ts";

export interface SlideContext {
  readonly writer: FlowWriter;
  /** Opens the part of a relationship of this slide. */
  open(id: string): XmlElement | undefined;
  countPicture(): void;
}

const GROUPS = new Set(["p:grpSp", "mc:AlternateContent", "mc:Choice"]);
const TITLES = new Set(["title", "ctrTitle"]);
/** Placeholders that are the same on every slide: number, date, footer, header. */
const REPEATED = new Set(["sldNum", "dt", "ftr", "hdr", "sldImg"]);

/**
 * Writes a slide: its title, then its shapes in the order in which a screen reader reads them, which is their order in
 * the file.
 */
export function writeSlide(slide: XmlElement, context: SlideContext): void {
  const shapes = [...listShapes(firstNamed(slide, "p:spTree"))];
  const isTitle = (shape: XmlElement) => TITLES.has(placeholderOf(shape) ?? "");
  for (const shape of shapes.filter(isTitle)) {
    const level = placeholderOf(shape) === "ctrTitle" ? 1 : 2;
    context.writer.addHeading(readLines(childNamed(shape, "p:txBody")), level);
  }
  for (const shape of shapes.filter((candidate) => !isTitle(candidate))) writeShape(shape, context);
}

function* listShapes(tree: XmlElement | undefined): Generator<XmlElement> {
  if (tree === undefined) return;
  for (const child of childElements(tree)) {
    if (GROUPS.has(child.name)) yield* listShapes(child);
    else yield child;
  }
}

/** Returns the type of a placeholder, `obj` by default; undefined for any other shape. */
function placeholderOf(shape: XmlElement): string | undefined {
  const properties = childElements(shape).find(({ name }) => /^p:nv\w*Pr$/.test(name));
  const placeholder = childNamed(childNamed(properties, "p:nvPr"), "p:ph");
  return placeholder === undefined ? undefined : (placeholder.attributes.type ?? "obj");
}

function writeShape(shape: XmlElement, context: SlideContext): void {
  const placeholder = placeholderOf(shape);
  if (REPEATED.has(placeholder ?? "")) return;
  if (shape.name === "p:pic") writePicture(shape, context);
  else if (shape.name === "p:graphicFrame") writeFrame(shape, context);
  else writeParagraphs(shape, placeholder === "body" || placeholder === "obj", context.writer);
}

/** Writes paragraphs. Several in a body are a list, unless they have no bullets. */
function writeParagraphs(shape: XmlElement, isBody: boolean, writer: FlowWriter): void {
  const paragraphs = childrenNamed(childNamed(shape, "p:txBody"), "a:p")
    .map((paragraph) => ({ text: readParagraph(paragraph), ...readParagraphLevel(paragraph) }))
    .filter(({ text }) => text.trim() !== "");
  let number = 0;
  for (const { text, depth, bullet } of paragraphs) {
    number = bullet === "number" ? number + 1 : 0;
    const isBulleted = bullet === "sign" || (bullet === undefined && (depth > 0 || (isBody && paragraphs.length > 1)));
    if (bullet === "number") writer.addItem({ text, depth, marker: `${number}.` });
    else if (isBulleted) writer.addItem({ text, depth, marker: "-" });
    else writer.addParagraph(text);
  }
}

function writePicture(picture: XmlElement, { writer, countPicture }: SlideContext): void {
  const properties = childNamed(childNamed(picture, "p:nvPicPr"), "p:cNvPr")?.attributes;
  const text = readAlternativeText(properties?.descr, properties?.title);
  if (text === "") countPicture();
  else writer.addParagraph(text);
}

/** Writes a table, the figures of a chart, or the words of a SmartArt drawing. */
function writeFrame(frame: XmlElement, { writer, open, countPicture }: SlideContext): void {
  const table = firstNamed(frame, "a:tbl");
  const chart = open(firstNamed(frame, "c:chart")?.attributes["r:id"] ?? "");
  const diagram = open(firstNamed(frame, "dgm:relIds")?.attributes["r:dm"] ?? "");
  if (table !== undefined) writeTable(table, writer);
  else if (chart !== undefined) writeChart(chart, writer);
  else if (diagram !== undefined) writeDiagram(diagram, writer);
  else countPicture();
}

function writeTable(table: XmlElement, writer: FlowWriter): void {
  const rows = readTable(table);
  if (isDataTable(rows.map(({ cells }) => cells))) writer.addTable(rows);
  else for (const cell of rows.flatMap(({ cells }) => cells)) writer.addParagraph(cell);
}

function writeChart(chart: XmlElement, writer: FlowWriter): void {
  const { title, rows } = readChart(chart);
  writer.addParagraph(title);
  if (rows.length > 0) writer.addTable(rows);
}

function writeDiagram(diagram: XmlElement, writer: FlowWriter): void {
  for (const text of readLines(diagram).split("\n")) writer.addItem({ text, marker: "-", depth: 0 });
}

/**
 * Reads a table of a slide (`a:tbl`). A cell that spans rows is repeated in each. A cell that spans
 * columns is followed by empty ones.
 */
function readTable(table: XmlElement): readonly FlowRow[] {
  const hasHeader = childNamed(table, "a:tblPr")?.attributes.firstRow === "1";
  let above: readonly string[] = [];
  return childrenNamed(table, "a:tr").map((row, index) => {
    const cells = childrenNamed(row, "a:tc").map((cell, column) => {
      if (cell.attributes.hMerge === "1") return "";
      return cell.attributes.vMerge === "1" ? (above[column] ?? "") : readLines(cell);
    });
    above = cells;
    return { cells, isHeader: hasHeader && index === 0 };
  });
}
