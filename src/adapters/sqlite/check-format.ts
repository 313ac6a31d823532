import { z } from "zod";
import { StoreUnavailableError, StoreVersionError } from "../../core/index.ts";
import type { Connection } from "./connection.ts";
import { applicationId, formatVersion, oldestReadableVersion } from "./schema.ts";

const applicationRow = z.array(z.object({ application_id: z.number() }));
const versionRow = z.object({ user_version: z.number() });
const tableCount = z.object({ tables: z.number() });

/** Returns whether the database has no tables yet, as a new file does. */
export function isEmptyDatabase(connection: Connection): boolean {
  return connection.get(tableCount, "SELECT COUNT(*) AS tables FROM sqlite_schema")?.tables === 0;
}

/** Returns the format version that the file states. */
export function readFormatVersion(connection: Connection): number {
  return connection.get(versionRow, "PRAGMA user_version")?.user_version ?? 0;
}

/**
 * Checks that the database is a store in a format that this code reads.
 *
 * @throws {StoreUnavailableError} if the database belongs to another program
 * @throws {StoreVersionError} if the format version is unknown
 */
export function checkFormat(connection: Connection): void {
  const id = applicationRow.parse(connection.pragma("application_id"))[0]?.application_id;
  if (id !== applicationId)
    throw new StoreUnavailableError(`${connection.path} is an SQLite database, but not a store of Lydian.`, {
      hint: "Choose another folder with --store, or move the file away.",
    });

  const version = readFormatVersion(connection);
  if (version >= oldestReadableVersion && version <= formatVersion) return;
  throw new StoreVersionError(
    `${connection.path} has format version ${version}; this release of Lydian reads ${oldestReadableVersion} to ${formatVersion}.`,
    {
      hint:
        version > formatVersion
          ? "Update Lydian, or choose another folder with --store."
          : "Open it once with the version of Lydian that wrote it, or add the documents to a new store.",
    },
  );
}
