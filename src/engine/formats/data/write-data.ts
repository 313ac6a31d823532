import { normalizeText } from "../../text/index.ts";
import type { TextWriter } from "../write/create-text-writer.ts";
import type { DataNode, ListNode, MapNode, PathStep } from "./data-node.ts";
import { pathLabel } from "./data-path.ts";
import { flatText, type RecordTable, readRecords } from "./read-records.ts";

/** Longer texts are prose: a paragraph of its own, which can be cut at sentences. */
const LONGEST_LINE_VALUE = 200;
/** A part of the whole with this many nodes below it has a heading. */
const FEWEST_UNDER_HEADING = 12;
/** Lines and rows of one document. */
export const MOST_DATA_LINES = 1_000_000;

export interface WriteDataOptions {
  /** The anchor of a path, such as its JSON pointer. */
  anchor(path: readonly PathStep[]): string;
}

interface Writing extends WriteDataOptions {
  readonly writer: TextWriter;
  lines: number;
}

/**
 * Writes data as lines of `path: value`, which each say where they belong; lists of flat records as tables, long texts
 * as paragraphs, the larger parts of the whole under headings. Each line, row and text has its anchor.
 *
 * @returns  whether all of it was written: no more than a million lines are
 */
export function writeData(writer: TextWriter, root: DataNode, options: WriteDataOptions): boolean {
  const writing: Writing = { ...options, writer, lines: 0 };
  writeNode(writing, root, []);
  endLines(writing);
  return writing.lines <= MOST_DATA_LINES;
}

function writeNode(writing: Writing, node: DataNode, path: readonly PathStep[]): void {
  if (writing.lines > MOST_DATA_LINES) return;
  if (node.kind === "value") writeValue(writing, node.text, path);
  else if (node.kind === "map") writeMap(writing, node, path);
  else writeList(writing, node, path);
}

function writeValue(writing: Writing, raw: string, path: readonly PathStep[]): void {
  const text = normalizeText(raw).trim();
  if (text.length <= LONGEST_LINE_VALUE && !text.includes("\n")) {
    writeLine(writing, labelled(path, text === "" ? '""' : text), path);
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

/** Lines are a block of code: each stands for itself, and none is split. */
function endLines({ writer }: Writing): void {
  writer.endBlock({ kind: "code" });
}

function writeMap(writing: Writing, { entries }: MapNode, path: readonly PathStep[]): void {
  if (entries.length === 0) writeLine(writing, labelled(path, "{}"), path);
  for (const { key, value, comment } of entries) {
    const inner = [...path, key];
    const hasHeading = path.length === 0 && value.kind !== "value" && countNodes(value) >= FEWEST_UNDER_HEADING;
    if (hasHeading) {
      endLines(writing);
      const location = { anchor: writing.anchor(inner) };
      writing.writer.addBlock({
        kind: "heading",
        level: 1,
        text: normalizeText(key).replaceAll(/\s+/g, " "),
        location,
      });
    }
    for (const line of normalizeText(comment ?? "").split("\n")) {
      if (line.trim() !== "") writeLine(writing, `# ${line.trim()}`, inner);
    }
    writeNode(writing, value, inner);
    if (hasHeading) endLines(writing);
  }
}

function writeList(writing: Writing, list: ListNode, path: readonly PathStep[]): void {
  const [only] = list.items;
  // Where items count from 1, as in XML, one that stands alone among others keeps its number.
  if (list.first > 0 && list.items.length === 1 && only !== undefined) {
    writeNode(writing, only, [...path, list.first]);
    return;
  }
  const flat = list.items.length === 0 ? "[]" : flatText(list);
  const table = readRecords(list);
  if (flat !== undefined && flat.length <= LONGEST_LINE_VALUE)
    writeLine(writing, labelled(path, cleanLine(flat) || '""'), path);
  else if (table !== undefined) writeTable(writing, { table, list, path });
  else writeItems(writing, list, path);
}

/** Records of the whole are kept apart, so that each can be found for itself. */
function writeItems(writing: Writing, list: ListNode, path: readonly PathStep[]): void {
  const areRecords = path.length <= 1 && list.items.some(({ kind }) => kind !== "value");
  for (const [index, item] of list.items.entries()) {
    writeNode(writing, item, [...path, list.first + index]);
    if (areRecords) endLines(writing);
  }
}

function writeTable(
  writing: Writing,
  { table, list, path }: { readonly table: RecordTable; readonly list: ListNode; readonly path: readonly PathStep[] },
): void {
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
    if (writing.lines > MOST_DATA_LINES) break;
    writeLine(writing, `| ${row.join(" | ")} |`, [...path, list.first + index]);
  }
  writer.endBlock({ kind: "table", header: { start, end } });
}

function countNodes(node: DataNode): number {
  if (node.kind === "value") return 1;
  const below = node.kind === "list" ? node.items : node.entries.map(({ value }) => value);
  let count = 1;
  for (const one of below) {
    if (count >= FEWEST_UNDER_HEADING) break;
    count += countNodes(one);
  }
  return count;
}

function cleanLabel(path: readonly PathStep[]): string {
  return cleanLine(pathLabel(path));
}

function labelled(path: readonly PathStep[], text: string): string {
  const label = cleanLabel(path);
  return label === "" ? text : `${label}: ${text}`;
}

function cleanLine(raw: string): string {
  return normalizeText(raw).replaceAll(/\s+/g, " ").trim();
}
