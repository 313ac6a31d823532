import type { z } from "zod";
import { checkBlocks, joinBlocks } from "./block-rows.ts";
import type { Connection } from "./connection.ts";
import { isDamage } from "./is-damage.ts";
import { blockRow } from "./rows.ts";
import { ownedBlockRow, ownedRow } from "./salvage-rows.ts";
import { scanRows } from "./scan-rows.ts";

/** Tables whose rows belong to a document, an original or a segment, with the columns that say which. */
const blockTables = {
  document_blocks: "document AS owner, part",
  original_blocks: "original AS owner, 'original' AS part",
  segment_blocks: "segment AS owner, part",
} as const;

/** The blocks of a damaged store's table, found without its indexes, since those may be what is damaged. */
export function salvageBlocks(connection: Connection, table: keyof typeof blockTables, onLeap: () => void) {
  const sql = `SELECT rowid AS key, ${blockTables[table]}, number FROM ${table} NOT INDEXED
    WHERE rowid > @after ORDER BY rowid LIMIT @limit`;
  const keys = new Map<string, number[]>();
  for (const { key, owner, part } of scanRows(connection, { sql, schema: ownedBlockRow, onLeap }))
    push(keys, `${owner} ${part}`, key);
  const block = `SELECT number, checksum, bytes FROM ${table} WHERE rowid = @key`;
  const readBlocks = (owner: number, part: string, sizeBytes: number): readonly Uint8Array[] => {
    const rows = (keys.get(`${owner} ${part}`) ?? []).flatMap((key) => connection.get(blockRow, block, { key }) ?? []);
    rows.sort((left, right) => left.number - right.number);
    return [...checkBlocks(rows, `part "${part}" of ${owner}`, sizeBytes)];
  };
  return {
    /** @throws {BlockCorruptError} if a block is damaged or gone */
    readBlocks,
    /** Undefined if a block is damaged or gone. */
    read: (owner: number, part: string, sizeBytes: number): Uint8Array | undefined =>
      orUndefined(() => joinBlocks(readBlocks(owner, part, sizeBytes))),
  };
}

/** The keys of each document's chunks, in reading order. */
export function salvageChunkKeys(connection: Connection, onLeap: () => void): ReadonlyMap<number, readonly number[]> {
  const sql = `SELECT key, document AS owner FROM chunks NOT INDEXED WHERE key > @after ORDER BY key LIMIT @limit`;
  const keys = new Map<number, number[]>();
  for (const { key, owner } of scanRows(connection, { sql, schema: ownedRow, onLeap })) push(keys, owner, key);
  return keys;
}

/** All rows that can be read, by their key. */
export function salvageTable<T extends { readonly key: number }>(
  connection: Connection,
  { table, schema, onLeap }: { readonly table: string; readonly schema: z.ZodType<T>; onLeap(): void },
): ReadonlyMap<number, T> {
  const sql = `SELECT * FROM ${table} NOT INDEXED WHERE key > @after ORDER BY key LIMIT @limit`;
  return new Map([...scanRows(connection, { sql, schema, onLeap })].map((row) => [row.key, row]));
}

/** What `work` answers, unless stored bytes are not what was written. */
export function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!isDamage(error)) throw error;
    return undefined;
  }
}

function push<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
