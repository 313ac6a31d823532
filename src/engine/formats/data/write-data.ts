import { normalizeText } from "../../text/index.ts";
import type { TextWriter } from "../write/create-text-writer.ts";
import type { DataNode, ListNode, MapNode, PathStep } from "./data-node.ts";
import { pathLabel } from "./data-path.ts";
import { flatText, type RecordTable, readRecords } from "./read-record-table.ts";

/** Maximum length of a value in a line. A longer one is prose: a paragraph, which can be cut at sentences. */
const MAX_LINE_VALUE = 200;
/** Minimum number of nodes below a top-level part that gets a heading. */
const MIN_NODES_UNDER_HEADING = 12;
/**
 * Maximum number of numbers in a list that is written in full. A longer one is a vector or a series of measurements.
 */
const MAX_LISTED_NUMBERS = 100;
/** Number of first values that stand for a longer list of numbers. */
const SHOWN_NUMBERS = 8;
/** Maximum number of lines and rows in one document. */
export const MAX_DATA_LINES = 1_000_000;

export interface WriteDataOptions {
  /** Returns the anchor of a path, such as its JSON pointer. */
  anchor(path: readonly PathStep[]): string;
}

interface Writing extends WriteDataOptions {
  readonly writer: TextWriter;
  lines: number;
  shortenedLists: number;
}

/** Findings from writing data. */
export interface WrittenData {
  /** False if the data has more than a million lines; further ones are not written. */
  readonly isWhole: boolean;
  /** Number of lists of numbers that are written as their length and first values. */
  readonly shortenedLists: number;
}

export const NOTHING_WRITTEN: WrittenData = { isWhole: true, shortenedLists: 0 };

const number = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/**
 * Writes data as lines of `path: value`, so that each line says where it belongs. Lists of flat records are tables,
 * long texts are paragraphs, and larger top-level parts have headings. A list of more than 100 numbers is a line with
 * its length and first values. Each line, row and text has its anchor.
 */
export function writeData(writer: TextWriter, root: DataNode, options: WriteDataOptions): WrittenData {
  const writing: Writing = { ...options, writer, lines: 0, shortenedLists: 0 };
  writeNode(writing, root, []);
  endLines(writing);
  return { isWhole: writing.lines <= MAX_DATA_LINES, shortenedLists: writing.shortenedLists };
}

function writeNode(writing: Writing, node: DataNode, path: readonly PathStep[]): void {
  if (writing.lines > MAX_DATA_LINES) return;
  if (node.kind === "value") writeValue(writing, node.text, path);
  else if (node.kind === "map") writeMap(writing, node, path);
  else writeList(writing, node, path);
}

function writeValue(writing: Writing, raw: string, path: readonly PathStep[]): void {
  const text = normalizeText(raw).trim();
  if (text.length <= MAX_LINE_VALUE && !text.includes("\n")) {
    writeLine(writing, withLabel(path, text === "" ? '""' : text), path);
    return;
  }
  endLines(writing);
  writing.lines++;
  const label = cleanLabel(path);
  const location = { anchor: writing.anchor(path) };
  writing.writer.addBlock({ kind: "paragraph", text: label === "" ? text : `${label}:\n${text}`, location });
}

function writeLine(writing: Writing, text: string, path: readonly PathStep[]): void {
  writing.lines++;
  const start = writing.writer.addLine(text);
  writing.writer.locate({ start, end: start + text.length }, { anchor: writing.anchor(path) });
}

/** Ends the current lines as a code block, in which no line is split. */
function endLines({ writer }: Writing): void {
  writer.endBlock({ kind: "code" });
}

function writeMap(writing: Writing, { entries }: MapNode, path: readonly PathStep[]): void {
  if (entries.length === 0) writeLine(writing, withLabel(path, "{}"), path);
  for (const { key, value, comment } of entries) {
    const inner = [...path, key];
    const hasHeading = path.length === 0 && value.kind !== "value" && countNodes(value) >= MIN_NODES_UNDER_HEADING;
    if (hasHeading) writeHeading(writing, key, inner);
    writeComment(writing, comment ?? "", inner);
    writeNode(writing, value, inner);
    if (hasHeading) endLines(writing);
  }
}

function writeHeading(writing: Writing, key: string, path: readonly PathStep[]): void {
  endLines(writing);
  const text = normalizeText(key).replaceAll(/\s+/g, " ");
  const location = { anchor: writing.anchor(path) };
  writing.writer.addBlock({ kind: "heading", level: 1, text, location });
}

function writeComment(writing: Writing, comment: string, path: readonly PathStep[]): void {
  for (const line of normalizeText(comment).split("\n")) {
    if (line.trim() !== "") writeLine(writing, `# ${line.trim()}`, path);
  }
}

function writeList(writing: Writing, list: ListNode, path: readonly PathStep[]): void {
  const [only] = list.items;
  // If items count from 1, as in XML, a single item between others keeps its number.
  if (list.first > 0 && list.items.length === 1 && only !== undefined) {
    writeNode(writing, only, [...path, list.first]);
    return;
  }
  const flat = list.items.length === 0 ? "[]" : flatText(list);
  const table = readRecords(list);
  if (flat !== undefined && flat.length <= MAX_LINE_VALUE)
    writeLine(writing, withLabel(path, cleanLine(flat) || '""'), path);
  else if (isNumbers(list)) writeFirstNumbers(writing, list, path);
  else if (table !== undefined) writeTable(writing, table, list, path);
  else writeItems(writing, list, path);
}

function isNumbers({ items }: ListNode): boolean {
  return items.length > MAX_LISTED_NUMBERS && items.every((item) => item.kind === "value" && number.test(item.text));
}

function writeFirstNumbers(writing: Writing, { items }: ListNode, path: readonly PathStep[]): void {
  const first = items.slice(0, SHOWN_NUMBERS).flatMap((item) => (item.kind === "value" ? [item.text] : []));
  writing.shortenedLists++;
  writeLine(writing, withLabel(path, `${items.length} numbers: ${first.join(", ")}, …`), path);
}

/** Writes items. Top-level records are separate blocks, so that each can be found by itself. */
function writeItems(writing: Writing, list: ListNode, path: readonly PathStep[]): void {
  const areRecords = path.length <= 1 && list.items.some(({ kind }) => kind !== "value");
  for (const [index, item] of list.items.entries()) {
    writeNode(writing, item, [...path, list.first + index]);
    if (areRecords) endLines(writing);
  }
}

function writeTable(writing: Writing, table: RecordTable, list: ListNode, path: readonly PathStep[]): void {
  const { writer } = writing;
  endLines(writing);
  const label = cleanLabel(path);
  if (label !== "" && path.length > 1) writer.addBlock({ kind: "paragraph", text: `${label}:` });
  writer.startBlock();
  const start = writer.addLine(`| ${table.columns.join(" | ")} |`);
  const end = writer.length();
  writer.locate({ start, end }, { anchor: writing.anchor(path) });
  writer.addLine(`| ${table.columns.map(() => "---").join(" | ")} |`);
  for (const [index, row] of table.rows.entries()) {
    if (writing.lines > MAX_DATA_LINES) break;
    writeLine(writing, `| ${row.join(" | ")} |`, [...path, list.first + index]);
  }
  writer.endBlock({ kind: "table", header: { start, end } });
}

function countNodes(node: DataNode): number {
  if (node.kind === "value") return 1;
  const below = node.kind === "list" ? node.items : node.entries.map(({ value }) => value);
  let count = 1;
  for (const child of below) {
    if (count >= MIN_NODES_UNDER_HEADING) break;
    count += countNodes(child);
  }
  return count;
}

function cleanLabel(path: readonly PathStep[]): string {
  return cleanLine(pathLabel(path));
}

function withLabel(path: readonly PathStep[], text: string): string {
  const label = cleanLabel(path);
  return label === "" ? text : `${label}: ${text}`;
}

function cleanLine(raw: string): string {
  return normalizeText(raw).replaceAll(/\s+/g, " ").trim();
}
