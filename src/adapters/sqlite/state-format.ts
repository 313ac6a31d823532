import { z } from "zod";
import { LOCAL_CALLER_ID, StoreUnavailableError, StoreVersionError } from "../../core/index.ts";
import { isEmptyDatabase, readFormatVersion } from "./check-format.ts";
import { type Connection, inTransaction } from "./connection.ts";

/** "LydS" in ASCII. It distinguishes `state.db` from a store and from any other SQLite database. */
const stateId = 0x4c796453;

/**
 * SQL expression that reads the access labels of an answer from its record, for versions 1 to 3. `null` stands for all
 * documents.
 */
const scopeOfRecord = `CASE WHEN json_valid(record)
  THEN coalesce(json_extract(record, '$.asked.scope.labels'), 'null') ELSE 'null' END`;

/**
 * Conversations of versions 4 to 7, which had neither a caller nor a collection. They belong to the local caller and to
 * the collection of their latest question. A conversation without a readable question gets no collection.
 */
const conversationsOfOlder = `SELECT key, id, name, '${LOCAL_CALLER_ID}' AS caller, coalesce((
    SELECT json_extract(record, '$.collection') FROM turns
    WHERE session = sessions.key AND json_valid(record) ORDER BY number DESC LIMIT 1
  ), '') AS collection, scope, started_at, used_at FROM sessions`;

/** Statements that each version adds, from version 1. A new file runs all of them in order. */
const versions: readonly string[] = [
  `
  CREATE TABLE answers (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    collection TEXT NOT NULL,
    question TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('grounded', 'abstained')),
    saved_at TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX answers_by_time ON answers (saved_at, id);
  `,
  `
  CREATE TABLE partials (
    key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 64),
    kept_at TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX partials_by_time ON partials (kept_at);
  `,
  `
  CREATE TABLE calibrations (
    collection TEXT PRIMARY KEY,
    calibrated_at TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE answers ADD COLUMN scope TEXT NOT NULL DEFAULT 'null';
  UPDATE answers SET scope = ${scopeOfRecord};
  CREATE TABLE sessions (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    started_at TEXT NOT NULL,
    used_at TEXT NOT NULL,
    UNIQUE (name, scope)
  ) STRICT;
  CREATE TABLE turns (
    key INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    number INTEGER NOT NULL,
    asked_at TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (session, number)
  ) STRICT;
  `,
  `
  CREATE TABLE keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    permission TEXT NOT NULL CHECK (permission IN ('read', 'write', 'admin')),
    collections TEXT,
    labels TEXT,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE jobs (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    collection TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    created_at TEXT NOT NULL,
    runner TEXT,
    held_until TEXT,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX jobs_by_status ON jobs (status, created_at);
  `,
  `
  CREATE TABLE feedback (
    answer_id TEXT NOT NULL,
    given_by TEXT NOT NULL,
    scope TEXT NOT NULL,
    collection TEXT NOT NULL,
    rating TEXT NOT NULL CHECK (rating IN ('up', 'down')),
    reason TEXT,
    given_at TEXT NOT NULL,
    PRIMARY KEY (answer_id, given_by, scope)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX feedback_by_time ON feedback (collection, given_at);
  CREATE TABLE calls (
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    held_until TEXT NOT NULL,
    status INTEGER,
    body TEXT,
    PRIMARY KEY (caller, key)
  ) STRICT;
  CREATE INDEX calls_by_time ON calls (begun_at);
  `,
  `
  CREATE TABLE watches (
    collection TEXT NOT NULL,
    uri TEXT NOT NULL,
    since TEXT NOT NULL,
    problem TEXT,
    PRIMARY KEY (collection, uri)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE conversations (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    caller TEXT NOT NULL,
    collection TEXT NOT NULL,
    scope TEXT NOT NULL,
    started_at TEXT NOT NULL,
    used_at TEXT NOT NULL,
    UNIQUE (name, caller, collection, scope)
  ) STRICT;
  INSERT INTO conversations (key, id, name, caller, collection, scope, started_at, used_at) ${conversationsOfOlder};
  DROP TABLE sessions;
  `,
  `
  CREATE TABLE marks (
    kind TEXT NOT NULL CHECK (kind IN ('key', 'watch', 'job', 'source')),
    id TEXT NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    collection TEXT NOT NULL,
    caller TEXT NOT NULL,
    scope TEXT NOT NULL,
    question TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'approved', 'rejected')),
    created_at TEXT NOT NULL,
    decided_at TEXT,
    decided_by TEXT,
    checksum INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX reviews_by_time ON reviews (created_at, id);
  `,
  `
  CREATE TABLE guard_examples (
    key INTEGER PRIMARY KEY,
    answer_id TEXT NOT NULL,
    given_by TEXT NOT NULL,
    scope TEXT NOT NULL,
    stage TEXT NOT NULL,
    guard TEXT NOT NULL,
    collection TEXT NOT NULL,
    given_at TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (answer_id, given_by, scope, stage, guard)
  ) STRICT;
  CREATE INDEX guard_examples_by_time ON guard_examples (given_at);
  `,
  `
  ALTER TABLE answers ADD COLUMN caller TEXT NOT NULL DEFAULT '${LOCAL_CALLER_ID}';
  CREATE INDEX answers_by_caller ON answers (caller);
  CREATE INDEX conversations_by_caller ON conversations (caller);
  CREATE INDEX feedback_by_reader ON feedback (given_by);
  CREATE INDEX guard_examples_by_reader ON guard_examples (given_by, given_at);
  `,
  `
  CREATE TABLE failures (
    key INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    uri TEXT NOT NULL,
    source TEXT,
    labels TEXT NOT NULL,
    failed_at TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    hint TEXT,
    UNIQUE (collection, uri)
  ) STRICT;
  `,
];

/** First version whose answers have a column for their scope. */
const SCOPED_VERSION = 4;

/** First version whose answers have a column for their caller. Earlier ones belong to the local caller. */
const OWNED_VERSION = 12;

/** Versions that have conversations without their caller and collection. */
const SESSION_VERSIONS = [4, 5, 6, 7];

/** Returns the statement that adds scope and caller to the answers of an older file that is opened read-only. */
const answersOfOlder = (version: number): string =>
  `CREATE TEMP VIEW answers AS SELECT *, '${LOCAL_CALLER_ID}' AS caller
   ${version < SCOPED_VERSION ? `, ${scopeOfRecord} AS scope` : ""} FROM main.answers`;

/** Version that this code writes to `PRAGMA user_version`. */
export const stateVersion = versions.length;

const idRow = z.array(z.object({ application_id: z.number() }));

/**
 * Checks that the database is a state of Lydian in a version that this code reads.
 *
 * @throws {StoreUnavailableError} if the database belongs to another program
 * @throws {StoreVersionError} if a newer Lydian wrote it
 */
export function checkState(connection: Connection): void {
  const id = idRow.parse(connection.pragma("application_id"))[0]?.application_id;
  const version = readFormatVersion(connection);
  if (id !== stateId || version < 1)
    throw new StoreUnavailableError(`${connection.path} is an SQLite database, but not the state of a store.`, {
      hint: "Run `lydian doctor --repair` to save what can be read and start a new one. The documents are in store.db and stay as they are.",
    });
  if (version > stateVersion)
    throw new StoreVersionError(
      `${connection.path} has format version ${version}; this release of Lydian reads up to ${stateVersion}.`,
      { hint: "Update Lydian. Searches and unsaved answers work without this file." },
    );
}

/**
 * Checks a file that is opened read-only. Adds temporary views of what an older version stores in another form, and
 * empty temporary tables for those that it lacks.
 */
export function prepareReading(connection: Connection): void {
  checkState(connection);
  const version = readFormatVersion(connection);
  if (version < OWNED_VERSION) connection.execute(answersOfOlder(version));
  for (const statements of versions.slice(version))
    for (const [table] of statements.matchAll(/CREATE TABLE [^;]*;/g))
      connection.execute(table.replace("CREATE TABLE", "CREATE TEMP TABLE"));
  if (SESSION_VERSIONS.includes(version)) connection.execute(`INSERT INTO temp.conversations ${conversationsOfOlder}`);
}

/** Creates the tables of a version in an empty database. */
export function createStateTables(connection: Connection, version: number): void {
  for (const statements of versions.slice(0, version)) connection.execute(statements);
}

/** Writes the identity of a state and its version. */
export function markAsState(connection: Connection, version: number): void {
  connection.pragma(`application_id = ${stateId}`);
  connection.pragma(`user_version = ${version}`);
}

/** Creates the tables, or upgrades them to the current version. The lock decides between processes at the same time. */
export function prepareState(connection: Connection): void {
  const isNew = isEmptyDatabase(connection);
  if (isNew) connection.pragma("journal_mode = WAL");
  else checkState(connection);
  connection.pragma("synchronous = FULL");
  // Overwrites removed text with zeros.
  connection.pragma("secure_delete = ON");
  if (!isNew && readFormatVersion(connection) === stateVersion) return;

  inTransaction(connection, () => {
    if (!isEmptyDatabase(connection)) checkState(connection);
    for (const [index, statements] of versions.entries()) {
      if (index < readFormatVersion(connection)) continue;
      connection.execute(statements);
      connection.pragma(`user_version = ${index + 1}`);
    }
    connection.pragma(`application_id = ${stateId}`);
  });
}
