import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ForeignSchemaError, never } from "../../core/index.ts";
import { openConnection } from "./connection.ts";
import { findStateDamage } from "./find-state-damage.ts";
import { findDatabaseDamage, openSqliteState, openSqliteStore } from "./index.ts";

let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-schema-"));
  await (await openSqliteStore({ directory, waitMs: 0, mode: "write", create: true })).close();
  await (await openSqliteState({ directory, waitMs: 0, mode: "write" })).close();
});
afterEach(() => rm(directory, { recursive: true }));

function change(file: "store.db" | "state.db", sql: string): void {
  const database = new Database(join(directory, file));
  database.unsafeMode(true);
  database.exec(sql);
  database.close();
}

async function findAll(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const damage of findDatabaseDamage({ directory, waitMs: 0 }, never)) found.push(damage);
  return [...found, ...(await findStateDamage({ directory, waitMs: 0 }))];
}

describe("the tables of a store", () => {
  it("are as Lydian makes them, also after SQLite has analysed them", async () => {
    expect(await findAll()).toEqual([]);
    change("store.db", "ANALYZE");
    change("state.db", "ANALYZE");
    expect(await findAll()).toEqual([]);
  });

  it.each([
    [
      "store.db",
      "CREATE TRIGGER open AFTER INSERT ON documents BEGIN UPDATE documents SET access_labels = '[]'; END",
      'The database has the trigger "open", which Lydian does not make.',
    ],
    [
      "state.db",
      "CREATE TRIGGER open AFTER INSERT ON keys BEGIN UPDATE keys SET labels = NULL; END",
      'The database has the trigger "open", which Lydian does not make.',
    ],
    [
      "store.db",
      "CREATE VIEW words AS SELECT bytes FROM chunks",
      'The database has the view "words", which Lydian does not make.',
    ],
    ["store.db", "DROP INDEX chunks_by_id", 'The database lacks the index "chunks_by_id".'],
    ["state.db", "ALTER TABLE keys ADD COLUMN token TEXT", 'The table "keys" is not as Lydian makes it.'],
  ] as const)("are compared: %s after %s", async (file, sql, message) => {
    change(file, sql);
    expect(await findAll()).toEqual([message]);
  });
});

describe("opening", () => {
  const trigger = "AFTER INSERT ON main_table BEGIN SELECT 1; END";
  it.each([
    ["store.db", `CREATE TRIGGER open ${trigger.replace("main_table", "documents")}`, 'the trigger "open"'],
    ["state.db", `CREATE TRIGGER open ${trigger.replace("main_table", "keys")}`, 'the trigger "open"'],
    ["store.db", "CREATE VIEW words AS SELECT bytes FROM chunks", 'the view "words"'],
    ["store.db", "CREATE TABLE extra (x)", 'the table "extra"'],
    ["state.db", "CREATE INDEX fast ON keys (name)", 'the index "fast"'],
    ["state.db", "ALTER TABLE keys ADD COLUMN token TEXT", 'the table "keys"'],
    [
      "store.db",
      `PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES
        ('trigger', 'sqlite_open', 'documents', 0, 'CREATE TRIGGER sqlite_open AFTER INSERT ON documents BEGIN SELECT 1; END')`,
      'the trigger "sqlite_open"',
    ],
  ] as const)("refuses %s after %s, and names what is foreign", async (file, sql, name) => {
    change(file, sql);
    for (const mode of ["read", "write"] as const) {
      const open = file === "store.db" ? openSqliteStore : openSqliteState;
      const error = await open({ directory, waitMs: 0, mode }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ForeignSchemaError);
      expect(error).toMatchObject({
        message: expect.stringContaining(name),
        hint: expect.stringContaining("--repair"),
      });
    }
  });

  it("accepts a store that only lacks an index", async () => {
    change("store.db", "DROP INDEX chunks_by_id");
    await (await openSqliteStore({ directory, waitMs: 0, mode: "write" })).close();
  });
});

describe.each(["store-v1", "store-v2"])("the tables of a store that an earlier version wrote (%s)", (version) => {
  it("are as that version made them, and as this one makes them after an upgrade", async () => {
    const fixture = fileURLToPath(new URL(`../../../test/fixtures/${version}/store.db.gz`, import.meta.url));
    await writeFile(join(directory, "store.db"), gunzipSync(await readFile(fixture)));
    expect(await findAll()).toEqual([]);
    await (await openSqliteStore({ directory, waitMs: 0, mode: "write" })).close();
    expect(await findAll()).toEqual([]);
  });
});

describe("a connection", () => {
  it("does not trust the triggers and views of a file", () => {
    for (const readonly of [true, false]) {
      const connection = openConnection(join(directory, "store.db"), { readonly });
      expect(connection.pragma("trusted_schema")).toEqual([{ trusted_schema: 0 }]);
      connection.close();
    }
  });
});
