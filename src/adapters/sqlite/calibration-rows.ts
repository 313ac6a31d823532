import { crc32 } from "node:zlib";
import { z } from "zod";
import { BlockCorruptError, type KeptCalibration } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import type { Connection } from "./connection.ts";
import { type LockWait, whenFree } from "./when-free.ts";
import { eraseFromLog } from "./write-ahead-log.ts";

/** First version of the file with the table of calibrations. A reader cannot add the table to an older file. */
const FIRST_VERSION = 3;

const selection = "SELECT calibrated_at, checksum, record FROM calibrations WHERE collection = @collection";
const calibrationRow = z.object({ calibrated_at: z.string(), checksum: z.number(), record: z.string() });

interface WriteOptions {
  readonly lockWait: LockWait;
  readonly signal: AbortSignal;
}

/**
 * Saves a collection's calibration and replaces an earlier one. The earlier one contains people's questions, so it is
 * also erased from the write-ahead log.
 */
export async function keepCalibration(
  connection: Connection,
  { collection, calibratedAt, record }: KeptCalibration,
  { lockWait, signal }: WriteOptions,
): Promise<void> {
  const sql = `INSERT INTO calibrations (collection, calibrated_at, checksum, record)
    VALUES (@collection, @calibratedAt, @checksum, @record)
    ON CONFLICT (collection) DO UPDATE SET calibrated_at = @calibratedAt, checksum = @checksum, record = @record`;
  const values = { collection, calibratedAt, checksum: crc32(record), record };

  const isReplaced = await whenFree(
    () => connection.get(calibrationRow, selection, { collection }) !== undefined,
    lockWait,
    signal,
  );
  await whenFree(() => connection.run(sql, values), lockWait, signal);
  if (isReplaced)
    await whenFree(() => eraseFromLog(connection, "The calibration is saved, but the earlier one"), lockWait, signal);
}

/**
 * Returns the calibration of a collection, or undefined if it has none.
 *
 * @throws {BlockCorruptError} if the record differs from its checksum
 */
export function readCalibration(connection: Connection, collection: string): KeptCalibration | undefined {
  if (readFormatVersion(connection) < FIRST_VERSION) return undefined;
  const row = connection.get(calibrationRow, selection, { collection });
  if (row === undefined) return undefined;

  const { calibrated_at: calibratedAt, checksum, record } = row;
  if (crc32(record) === checksum) return { collection, calibratedAt, record };
  throw new BlockCorruptError(`The calibration of "${collection}" in ${connection.path} is damaged.`, {
    hint: "Calibrate again with your questions, or remove the calibration with `lydian calibrate --forget`.",
  });
}

/** Removes a calibration, also from the write-ahead log, and returns whether there was one. */
export async function removeCalibration(
  connection: Connection,
  collection: string,
  { lockWait, signal }: WriteOptions,
): Promise<boolean> {
  const sql = "DELETE FROM calibrations WHERE collection = @collection";
  const isRemoved = await whenFree(() => connection.run(sql, { collection }).changes > 0, lockWait, signal);
  if (isRemoved)
    await whenFree(() => eraseFromLog(connection, "The calibration is removed, but its text"), lockWait, signal);
  return isRemoved;
}
