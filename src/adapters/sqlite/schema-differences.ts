import { z } from "zod";
import { type Connection, openConnection } from "./connection.ts";

const schemaRow = z.object({ type: z.string(), name: z.string(), sql: z.string() });
type SchemaRow = z.infer<typeof schemaRow>;

/** A table, index, view or trigger that is not as Lydian makes it. */
export interface SchemaDifference {
  readonly type: string;
  readonly name: string;
  /** `added` by another program, `changed` by one, or `missing`. */
  readonly kind: "added" | "changed" | "missing";
}

/**
 * Compares the tables, indexes, views and triggers of a database with those that Lydian makes. A trigger that another
 * program has added runs with each change, and could remove access labels.
 *
 * @param create  makes the expected tables in an empty database
 * @returns differences sorted by name
 */
export function schemaDifferences(
  connection: Connection,
  create: (empty: Connection) => void,
): readonly SchemaDifference[] {
  const empty = openConnection(":memory:", { readonly: false });
  try {
    create(empty);
    const [expected, found] = [readSchema(empty), readSchema(connection)];
    const names = [...new Set([...expected.keys(), ...found.keys()])].sort();
    return names.flatMap((name) => differenceOf(expected.get(name), found.get(name)) ?? []);
  } finally {
    empty.close();
  }
}

/** Describes a difference in one sentence. */
export function describeDifference({ type, name, kind }: SchemaDifference): string {
  if (kind === "added") return `The database has the ${type} "${name}", which Lydian does not make.`;
  if (kind === "missing") return `The database lacks the ${type} "${name}".`;
  return `The ${type} "${name}" is not as Lydian makes it.`;
}

/**
 * Returns the statements by name and kind. SQLite's own indexes have none. Its own tables are left out by their whole
 * names, because a crafted file may give a trigger any name.
 */
function readSchema(connection: Connection): ReadonlyMap<string, SchemaRow> {
  const sql = `SELECT type, name, sql FROM main.sqlite_schema
    WHERE sql IS NOT NULL AND NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4', 'sqlite_sequence'))`;
  return new Map(connection.all(schemaRow, sql).map((row) => [`${row.name} ${row.type}`, row]));
}

function differenceOf(expected: SchemaRow | undefined, found: SchemaRow | undefined): SchemaDifference | undefined {
  const { type, name } = expected ?? found ?? { type: "", name: "" };
  if (expected === undefined) return { type, name, kind: "added" };
  if (found === undefined) return { type, name, kind: "missing" };
  return normalize(expected.sql) === normalize(found.sql) ? undefined : { type, name, kind: "changed" };
}

/** Removes differences of white space between versions of Lydian. */
const normalize = (sql: string): string =>
  sql
    .replace(/\s+/g, " ")
    .replace(/ ?([(),]) ?/g, "$1")
    .trim();
