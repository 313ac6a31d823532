import { cleanCell } from "../table/clean-cell.ts";
import type { DataNode, ListNode } from "./data-node.ts";

/** A list of records that reads best as a table. */
export interface RecordTable {
  readonly columns: readonly string[];
  /** Clean cells, one row for each item of the list. */
  readonly rows: readonly (readonly string[])[];
}

const MAX_COLUMNS = 40;
/** Minimum share of filled cells. Emptier tables are lists of different things. */
const MIN_FILLED_SHARE = 0.6;
const MAX_MEAN_CELL = 80;
const MAX_CELL = 1000;

/**
 * Reads a list of flat records as a table, with keys as columns and one row for each record. A short list of values is
 * one cell.
 *
 * @returns  undefined if a record contains another one or repeats a key, or if lines read better
 */
export function readRecords({ items }: ListNode): RecordTable | undefined {
  if (items.length < 2) return undefined;
  const columns = new Map<string, number>();
  const records: (readonly (readonly [number, string])[])[] = [];
  let filled = 0;
  let length = 0;
  for (const item of items) {
    const record = readRecord(item, columns);
    if (record === undefined || columns.size > MAX_COLUMNS) return undefined;
    filled += record.length;
    for (const [, text] of record) length += text.length;
    records.push(record);
  }
  const isDense = filled >= items.length * columns.size * MIN_FILLED_SHARE;
  if (columns.size < 2 || !isDense || length > filled * MAX_MEAN_CELL) return undefined;
  const rows = records.map((record) => {
    const row = Array<string>(columns.size).fill("");
    for (const [column, text] of record) row[column] = text;
    return row;
  });
  return { columns: [...columns.keys()].map(cleanCell), rows };
}

function readRecord(item: DataNode, columns: Map<string, number>): readonly (readonly [number, string])[] | undefined {
  if (item.kind !== "map") return undefined;
  const cells: (readonly [number, string])[] = [];
  const seen = new Set<number>();
  for (const { key, value, comment } of item.entries) {
    const text = flatText(value);
    if (text === undefined || text.length > MAX_CELL || comment !== undefined) return undefined;
    const column = columns.get(key) ?? columns.size;
    columns.set(key, column);
    if (seen.has(column)) return undefined;
    seen.add(column);
    cells.push([column, cleanCell(text)]);
  }
  return cells;
}

/** Joins a value, or a short list of values, to one text; undefined for other data. */
export function flatText(node: DataNode): string | undefined {
  if (node.kind === "value") return node.text;
  if (node.kind === "map" || node.items.length > 20) return undefined;
  const texts = node.items.map((item) => (item.kind === "value" ? item.text : undefined));
  return texts.every((text) => text !== undefined) ? texts.join(", ") : undefined;
}
