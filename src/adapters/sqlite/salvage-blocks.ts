import type { z } from "zod";
import { checkBlocks, joinBlocks } from "./block-rows.ts";
import { readFormatVersion } from "./check-format.ts";
import { KEYS_PER_DOCUMENT } from "./chunk-keys.ts";
import type { Connection } from "./connection.ts";
import { isDamage } from "./is-damage.ts";
import { blockRow } from "./row-schemas.ts";
import { ownedBlockRow, ownedRow } from "./salvage-rows.ts";
import { scanRows } from "./scan-rows.ts";

/** Tables whose rows belong to a document, an original or a segment, with the columns that identify the owner. */
const blockTables = {
  document_blocks: "document AS owner, part",
  original_blocks: "original AS owner, 'original' AS part",
  segment_blocks: "segment AS owner, part",
} as const;

/** Blocks of one table of a damaged store. */
export interface SalvagedBlocks {
  /**
   * Reads all blocks of one part.
   *
   * @throws {BlockCorruptError} if a block is damaged or missing
   */
  readBlocks(owner: number, part: string, sizeBytes: number): readonly Uint8Array[];
  /** Returns undefined if a block is damaged or missing. */
  read(owner: number, part: string, sizeBytes: number): Uint8Array | undefined;
}

/** Finds the blocks of a damaged store's table without its indexes, because these may be damaged, too. */
export function salvageBlocks(
  connection: Connection,
  table: keyof typeof blockTables,
  onGap: () => void,
): SalvagedBlocks {
  const sql = `SELECT rowid AS key, ${blockTables[table]}, number FROM ${table} NOT INDEXED
    WHERE rowid > @after ORDER BY rowid LIMIT @limit`;
  const keys = new Map<string, number[]>();
  for (const { key, owner, part } of scanRows(connection, { sql, schema: ownedBlockRow, onGap }))
    push(keys, `${owner} ${part}`, key);

  const block = `SELECT number, checksum, bytes FROM ${table} WHERE rowid = @key`;
  const readBlocks = (owner: number, part: string, sizeBytes: number): readonly Uint8Array[] => {
    const rows = (keys.get(`${owner} ${part}`) ?? []).flatMap((key) => connection.get(blockRow, block, { key }) ?? []);
    rows.sort((left, right) => left.number - right.number);
    return [...checkBlocks(rows, `part "${part}" of ${owner}`, sizeBytes)];
  };
  return {
    readBlocks,
    read: (owner, part, sizeBytes) => unlessDamaged(() => joinBlocks(readBlocks(owner, part, sizeBytes))),
  };
}

/** Returns the keys of each document's chunks in reading order. */
export function salvageChunkKeys(connection: Connection, onGap: () => void): ReadonlyMap<number, readonly number[]> {
  const owner = readFormatVersion(connection) < 3 ? "document" : `key / ${KEYS_PER_DOCUMENT}`;
  const sql = `SELECT key, ${owner} AS owner FROM chunks NOT INDEXED WHERE key > @after ORDER BY key LIMIT @limit`;
  const keys = new Map<number, number[]>();
  for (const { key, owner } of scanRows(connection, { sql, schema: ownedRow, onGap })) push(keys, owner, key);
  return keys;
}

/** Returns all rows that can be read, by their key. */
export function salvageTable<T extends { readonly key: number }>(
  connection: Connection,
  table: string,
  schema: z.ZodType<T>,
  onGap: () => void,
): ReadonlyMap<number, T> {
  const sql = `SELECT * FROM ${table} NOT INDEXED WHERE key > @after ORDER BY key LIMIT @limit`;
  return new Map([...scanRows(connection, { sql, schema, onGap })].map((row) => [row.key, row]));
}

/** Returns the result of `work`, or undefined if it meets damaged bytes. */
export function unlessDamaged<T>(work: () => T): T | undefined {
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
