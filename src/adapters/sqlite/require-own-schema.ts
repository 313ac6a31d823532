import { ForeignSchemaError } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import type { Connection } from "./connection.ts";
import { createTables } from "./migrate.ts";
import { type SchemaDifference, schemaDifferences } from "./schema-differences.ts";
import { createStateTables } from "./state-format.ts";
import { hasUnusedSpace, markUnusedSpace } from "./unused-space.ts";

/** Maximum number of objects that a message names. */
const MAX_NAMED = 5;

/** Returns the differences between the tables of a store and those that its version of Lydian makes. */
export function storeDifferences(connection: Connection): readonly SchemaDifference[] {
  return schemaDifferences(connection, (empty) => {
    createTables(empty, readFormatVersion(connection));
    if (hasUnusedSpace(connection)) markUnusedSpace(empty);
  });
}

/** Returns the differences between the tables of a `state.db` and those that its version of Lydian makes. */
export function stateDifferences(connection: Connection): readonly SchemaDifference[] {
  return schemaDifferences(connection, (empty) => createStateTables(empty, readFormatVersion(connection)));
}

/**
 * Refuses a database with objects that another program has added or changed, before any statement can run them. A
 * missing index only makes a store slow, so `lydian doctor` reports it.
 *
 * @throws {ForeignSchemaError} naming the objects
 */
export function requireOwnSchema(
  connection: Connection,
  differencesOf: (connection: Connection) => readonly SchemaDifference[],
): void {
  // Another process may upgrade the file between the reads of its version and of its tables.
  const differences = connection.readConsistently(() => differencesOf(connection));
  const foreign = differences.filter(({ kind }) => kind !== "missing");
  if (foreign.length === 0) return;

  const named = foreign.slice(0, MAX_NAMED).map(({ type, name }) => `the ${type} "${name}"`);
  const others = foreign.length - named.length;
  const all = [...named, ...(others > 0 ? [`${others} more`] : [])].join(", ");
  throw new ForeignSchemaError(`${connection.path} was changed by another program: ${all}.`, {
    hint: "Run `lydian doctor --repair`: it copies the data to a new file without them, and keeps the old file beside it.",
  });
}
