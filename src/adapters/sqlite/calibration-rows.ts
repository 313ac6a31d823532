import { crc32 } from "node:zlib";
import { z } from "zod";
import { BlockCorruptError, type KeptCalibration } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import type { Connection } from "./connection.ts";
import { emptyLog } from "./empty-log.ts";
import { type Waiting, whenFree } from "./when-free.ts";

/** A file that was written before has no such table, and a reader may not make it. */
const FIRST_VERSION = 3;

const selection = "SELECT calibrated_at, checksum, record FROM calibrations WHERE collection = @collection";
const row = z.object({ calibrated_at: z.string(), checksum: z.number(), record: z.string() });

interface Writing {
  readonly waiting: Waiting;
  readonly signal: AbortSignal;
}

/** The one before holds questions of people: it does not stay in the log. */
export async function keepCalibration(
  connection: Connection,
  { collection, calibratedAt, record }: KeptCalibration,
  { waiting, signal }: Writing,
): Promise<void> {
  const sql = `INSERT INTO calibrations (collection, calibrated_at, checksum, record)
    VALUES (@collection, @calibratedAt, @checksum, @record)
    ON CONFLICT (collection) DO UPDATE SET calibrated_at = @calibratedAt, checksum = @checksum, record = @record`;
  const values = { collection, calibratedAt, checksum: crc32(record), record };
  const isReplaced = await whenFree(
    () => connection.get(row, selection, { collection }) !== undefined,
    waiting,
    signal,
  );
  await whenFree(() => connection.run(sql, values), waiting, signal);
  if (isReplaced) await whenFree(() => emptyLog(connection, "The calibration is kept"), waiting, signal);
}

export function readCalibration(connection: Connection, collection: string): KeptCalibration | undefined {
  if (readFormatVersion(connection) < FIRST_VERSION) return undefined;
  const found = connection.get(row, selection, { collection });
  if (found === undefined) return undefined;
  const { calibrated_at: calibratedAt, checksum, record } = found;
  if (crc32(record) === checksum) return { collection, calibratedAt, record };
  throw new BlockCorruptError(`The calibration of "${collection}" in ${connection.path} is damaged.`, {
    hint: "Calibrate again with your questions, or forget it with `lydian calibrate --forget`.",
  });
}

export async function removeCalibration(
  connection: Connection,
  collection: string,
  { waiting, signal }: Writing,
): Promise<boolean> {
  const sql = "DELETE FROM calibrations WHERE collection = @collection";
  const wasThere = await whenFree(() => connection.run(sql, { collection }).changes > 0, waiting, signal);
  if (wasThere) await whenFree(() => emptyLog(connection, "The calibration is forgotten"), waiting, signal);
  return wasThere;
}
