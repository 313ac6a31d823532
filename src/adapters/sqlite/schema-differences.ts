import { z } from "zod";
import { type Connection, openConnection } from "./connection.ts";

const schemaRow = z.object({ type: z.string(), name: z.string(), sql: z.string() });
type SchemaRow = z.infer<typeof schemaRow>;

/**
 * Compares the tables, indexes, views and triggers of a database with those that Lydian makes. A trigger that another
 * program has added runs with each change, and could remove access labels.
 *
 * @param create  makes the expected tables in an empty database
 * @returns one sentence for each difference, sorted by name
 */
export function schemaDifferences(connection: Connection, create: (empty: Connection) => void): readonly string[] {
  const empty = openConnection(":memory:", { readonly: false });
  try {
    create(empty);
    const [expected, found] = [readSchema(empty), readSchema(connection)];
    const names = [...new Set([...expected.keys(), ...found.keys()])].sort();
    return names.flatMap((name) => describeDifference(expected.get(name), found.get(name)) ?? []);
  } finally {
    empty.close();
  }
}

/** Returns the statements by kind and name. SQLite's own tables and indexes have none, or names of their own. */
function readSchema(connection: Connection): ReadonlyMap<string, SchemaRow> {
  const sql = `SELECT type, name, sql FROM main.sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;
  return new Map(connection.all(schemaRow, sql).map((row) => [`${row.name} ${row.type}`, row]));
}

function describeDifference(expected: SchemaRow | undefined, found: SchemaRow | undefined): string | undefined {
  const { type, name } = expected ?? found ?? { type: "", name: "" };
  if (expected === undefined) return `The database has the ${type} "${name}", which Lydian does not make.`;
  if (found === undefined) return `The database lacks the ${type} "${name}".`;
  return normalize(expected.sql) === normalize(found.sql)
    ? undefined
    : `The ${type} "${name}" is not as Lydian makes it.`;
}

/** Removes differences of white space between versions of Lydian. */
const normalize = (sql: string): string => sql.replace(/\s+/g, " ").trim();
