import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type AccessScope,
  BlockCorruptError,
  everything,
  never,
  StoreBusyError,
  StoreUnavailableError,
  StoreVersionError,
} from "../../core/index.ts";
import { stateContract } from "../../testing/state-contract.ts";
import { copySqliteState, openSqliteState } from "./index.ts";

let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-state-"));
});
afterEach(() => rm(directory, { recursive: true }));

const open = (mode: "read" | "write" = "write") => openSqliteState({ directory, waitMs: 0, mode });
const answer = { collection: "default", question: "Why?", status: "grounded", savedAt: "2026-01-01", record: "{}" };
const uniqueText = "a word that nobody else says";
const secret = {
  ...answer,
  id: "a",
  caller: "local",
  status: "grounded",
  scope: everything,
  record: uniqueText,
} as const;
const turn = {
  conversation: { id: "s", name: "keys", caller: "local", collection: "default", scope: everything },
  askedAt: "2026-01-01",
  record: uniqueText,
} as const;
const all = (id: string) => ({ id, scope: everything });

/** Statements for a file as the first version wrote it. */
const firstVersion = `
  CREATE TABLE answers (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, collection TEXT NOT NULL, question TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('grounded', 'abstained')), saved_at TEXT NOT NULL,
    checksum INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX answers_by_time ON answers (saved_at, id);
  INSERT INTO answers VALUES (1, 'a', 'default', 'Why?', 'grounded', '2026', 0, '{"asked":{"scope":{"kind":"labels","labels":["hr"]}}}'),
    (2, 'b', 'default', 'Who?', 'grounded', '2025', 0, '{"asked":{"scope":{"kind":"everything"}}}'),
    (3, 'c', 'default', 'When?', 'grounded', '2024', 0, 'damaged');
  PRAGMA application_id = ${0x4c796453};
  PRAGMA user_version = 1;
  PRAGMA journal_mode = WAL`;

/** Table that the second version added. */
const partials = `CREATE TABLE partials (key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 64), kept_at TEXT NOT NULL, checksum INTEGER NOT NULL,
  record TEXT NOT NULL) STRICT, WITHOUT ROWID; CREATE INDEX partials_by_time ON partials (kept_at);`;

/** Table that the third version added. */
const calibrations = `CREATE TABLE calibrations (collection TEXT PRIMARY KEY, calibrated_at TEXT NOT NULL,
  checksum INTEGER NOT NULL, record TEXT NOT NULL) STRICT;`;

/** Conversations that versions 4 to 7 wrote. */
const sessions = `
  CREATE TABLE sessions (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, scope TEXT NOT NULL,
    started_at TEXT NOT NULL, used_at TEXT NOT NULL, UNIQUE (name, scope)) STRICT;
  CREATE TABLE turns (key INTEGER PRIMARY KEY, session INTEGER NOT NULL, number INTEGER NOT NULL, asked_at TEXT NOT NULL,
    checksum INTEGER NOT NULL, record TEXT NOT NULL, UNIQUE (session, number)) STRICT;
  INSERT INTO sessions VALUES (4, 's', 'keys', 'null', '2026-01-01', '2026-01-02'),
    (7, 't', 'keys', '["hr"]', '2025', '2025'), (8, 'u', 'other', 'null', '2024', '2024');
  INSERT INTO turns VALUES (1, 4, 1, '2026-01-01', 0, '{"collection":"hr"}'),
    (2, 4, 2, '2026-01-02', ${crc32('{"collection":"eng"}')}, '{"collection":"eng"}'), (3, 7, 1, '2025', 0, 'damaged')`;

/** Changes the file by another connection. */
function damage(sql: string): void {
  const database = new Database(join(directory, "state.db"));
  database.exec(sql);
  database.close();
}

async function keepOne(): Promise<void> {
  const state = await open();
  await state.keepAnswer(secret, never);
  await state.close();
}

describe("the state in SQLite", () => {
  for (const { name, run } of stateContract(open)) it(name, run);

  it("can be read through a read-only connection while another one writes", async () => {
    await keepOne();
    const [writer, reader] = [await open(), await open("read")];
    await writer.keepAnswer({ ...secret, id: "b" }, never);
    expect((await reader.listAnswers({ limit: 9, scope: everything }, never)).map(({ id }) => id)).toEqual(["b", "a"]);
    await reader.close();
    await writer.close();
  });

  it("leaves no word of a removed answer or conversation in its files", async () => {
    await keepOne();
    const state = await open();
    await state.keepTurn(turn, never);
    expect(await state.removeAnswer(all("a"), never)).toBe(true);
    expect(await state.removeConversation(all("s"), never)).toBe(true);
    for (const name of await readdir(directory))
      expect((await readFile(join(directory, name))).includes("nobody else")).toBe(false);
    await state.close();
  });

  it("leaves no word of a removed partial result in its files, and ignores a damaged one", async () => {
    const state = await open();
    const partial = { key: "a".repeat(64), record: "a word that nobody else says", keptAt: "2026-01-01" };
    await state.keepPartial(partial, never);
    damage("UPDATE partials SET checksum = checksum + 1");
    expect(await state.readPartial(partial.key, never)).toBeUndefined();
    expect(await state.forgetPartials(undefined, never)).toBe(1);
    for (const name of await readdir(directory))
      expect((await readFile(join(directory, name))).includes("nobody else")).toBe(false);
    await state.close();
  });

  it("leaves no word of a replaced calibration in its files", async () => {
    const state = await open();
    const calibration = { collection: "default", calibratedAt: "2026-01-01" };
    await state.keepCalibration({ ...calibration, record: "a word that nobody else says" }, never);
    await state.keepCalibration({ ...calibration, record: "[]" }, never);
    for (const name of await readdir(directory))
      expect((await readFile(join(directory, name))).includes("nobody else")).toBe(false);
    await state.close();
  });

  it("rejects a damaged calibration", async () => {
    const state = await open();
    await state.keepCalibration({ collection: "default", calibratedAt: "2026-01-01", record: "[]" }, never);
    damage("UPDATE calibrations SET record = '{}'");
    await expect(state.readCalibration("default", never)).rejects.toThrow(BlockCorruptError);
    await state.close();
  });

  it("rejects a damaged answer and a damaged turn", async () => {
    await keepOne();
    damage("UPDATE answers SET record = '[]'");
    const state = await open("read");
    await expect(state.readAnswer(all("a"), never)).rejects.toThrow(BlockCorruptError);
    await state.close();
    const writer = await open();
    await writer.keepTurn(turn, never);
    damage("UPDATE turns SET record = '[]'");
    await expect(writer.readTurns({ ...all("s"), limit: 9 }, never)).rejects.toThrow(BlockCorruptError);
    await writer.close();
  });

  it("reports that it is busy when another writer does not finish in time", async () => {
    await keepOne();
    const other = new Database(join(directory, "state.db"));
    other.exec("BEGIN IMMEDIATE");
    const state = await open();
    await expect(state.keepAnswer({ ...secret, id: "b" }, never)).rejects.toThrow(StoreBusyError);
    other.close();
    await state.close();
  });
});

describe("opening a state", () => {
  it("rejects a file of a newer version and names both versions", async () => {
    await keepOne();
    damage("PRAGMA user_version = 14");
    for (const mode of ["read", "write"] as const) {
      await expect(open(mode)).rejects.toThrow(StoreVersionError);
      await expect(open(mode)).rejects.toThrow(/version 14; this release of Lydian reads up to 13/);
    }
  });

  it.each([
    [1, ""],
    [2, partials],
    [3, `${partials} ${calibrations}`],
  ])("reads a file of version %i unchanged, and upgrades it when it is opened for writing", async (version, tables) => {
    damage(`${firstVersion}; ${tables} PRAGMA user_version = ${version}`);
    const hr = { kind: "labels", labels: ["hr"] } as const;
    for (const mode of ["read", "write", "read"] as const) {
      const state = await open(mode);
      const listIds = async (scope: AccessScope) =>
        (await state.listAnswers({ limit: 9, scope }, never)).map(({ id }) => id);
      expect(await listIds(everything)).toEqual(["a", "b", "c"]);
      expect(await listIds(hr)).toEqual(["a"]);
      expect(await listIds({ kind: "labels", labels: ["it"] })).toEqual([]);
      expect(await state.listConversations({ limit: 9, scope: everything }, never)).toEqual([]);
      expect(await state.readTurns({ ...all("s"), limit: 9 }, never)).toEqual([]);
      expect(await state.readPartial("a".repeat(64), never)).toBeUndefined();
      expect(await state.readCalibration("default", never)).toBeUndefined();
      if (mode === "write") await state.keepTurn({ ...turn, conversation: { ...turn.conversation, scope: hr } }, never);
      if (mode === "write") await state.removeConversation(all("s"), never);
      await state.close();
    }
  });

  it("gives the conversations of a file of version 4 to the local caller and the collection of their latest question", async () => {
    const scoped = "ALTER TABLE answers ADD COLUMN scope TEXT NOT NULL DEFAULT 'null'";
    damage(`${firstVersion}; ${partials} ${calibrations} ${scoped}; ${sessions}; PRAGMA user_version = 4`);
    for (const mode of ["read", "write", "read"] as const) {
      const state = await open(mode);
      const conversations = await state.listConversations({ limit: 9, scope: everything }, never);
      expect(conversations.map(({ id, caller, collection, turns }) => [id, caller, collection, turns])).toEqual([
        ["s", "local", "eng", 2],
        ["t", "local", "", 1],
        ["u", "local", "", 0],
      ]);
      const [latest] = await state.readTurns({ ...all("s"), limit: 1 }, never);
      expect(latest?.record).toBe('{"collection":"eng"}');
      await state.close();
    }
  });

  it("rejects another program's database, and a file that is not a database", async () => {
    damage("CREATE TABLE theirs (a)");
    await expect(open()).rejects.toThrow(StoreUnavailableError);
    await rm(join(directory, "state.db"));
    await writeFile(join(directory, "state.db"), "Dear reader, this is a letter and no database. ".repeat(50));
    await expect(open()).rejects.toThrow(StoreUnavailableError);
    await expect(open("read")).rejects.toThrow(StoreUnavailableError);
  });
});

describe("a copy of the state", () => {
  it("contains the saved answers and can be opened", async () => {
    const state = await open();
    await state.keepAnswer(secret, never);
    const to = join(directory, "copied");
    await copySqliteState({ directory, waitMs: 0, to: `${to}.db` }, never);
    await state.close();
    await rm(join(directory, "state.db"));
    await writeFile(join(directory, "state.db"), await readFile(`${to}.db`));
    const copied = await open("read");
    expect(await copied.readAnswer(all("a"), never)).toEqual(secret);
    await copied.close();
  });
});

describe("a state whose rows need marks", () => {
  const markedBy = (user: string) => ({ areRequired: true, markOf: (content: string) => `${user}: ${content}` });
  const openAs = (user: string) => openSqliteState({ directory, waitMs: 0, mode: "write", marks: markedBy(user) });
  const key = { id: "k", name: "desk", permission: "admin", scope: everything, createdAt: "2026-01-01" } as const;
  const secretOf = { salt: new Uint8Array([1]), hash: new Uint8Array([2]) };
  const watch = { collection: "default", uri: "file:///home/me/", since: "2026-01-01" };
  const job = { id: "j", collection: "default", status: "waiting", createdAt: "2026-01-01", record: "{}" } as const;
  const claim = { runner: "r", now: "2026-02-01", until: "2026-02-02" };
  const options = { metadata: {}, metadataRules: [], accessLabels: ["staff"] };
  const source = { collection: "default", uri: "file:///home/me/", options, addedAt: "2026-01-01" };

  async function fill(user: string): Promise<void> {
    const state = await openAs(user);
    await state.keepKey({ ...key, ...secretOf }, never);
    await state.keepWatch(watch, never);
    await state.keepJob(job, never);
    await state.trustSource(source, never);
    await state.close();
  }

  /** Returns which of the rows count for a user. */
  async function countingFor(user: string): Promise<readonly string[]> {
    const state = await openAs(user);
    const counting = [
      ...(await state.listKeys(never)).map(({ id }) => `key ${id}`),
      ...((await state.readKey("k", never)) === undefined ? [] : ["key by id"]),
      ...(await state.listWatches(never)).map(({ uri }) => `watch ${uri}`),
      ...(await state.listJobs({ limit: 9 }, never)).map(({ id }) => `job ${id}`),
      ...((await state.readJob("j", never)) === undefined ? [] : ["job by id"]),
      ...(await state.trustedSources([source], never)).map(({ uri }) => `source ${uri}`),
    ];
    await state.close();
    return counting;
  }
  const openUnmarked = open;
  const all = ["key k", "key by id", "watch file:///home/me/", "job j", "job by id", "source file:///home/me/"];

  it("counts the rows that the user has made, and no others", async () => {
    await fill("mallory");
    expect(await countingFor("mallory")).toEqual(all);
    expect(await countingFor("me")).toEqual([]);
    const state = await openAs("me");
    expect(await state.claimJob(claim, never)).toBeUndefined();
    expect((await state.untrustedParts(never)).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "key desk (admin)",
      "watch file:///home/me/",
      "job j",
    ]);
    await state.keepJob({ ...job, id: "mine", createdAt: "2026-01-02" }, never);
    expect(await state.claimJob(claim, never)).toMatchObject({ id: "mine" });
    expect((await state.listJobs({ limit: 1 }, never)).map(({ id }) => id)).toEqual(["mine"]);
    await state.close();
  });

  it("counts all rows once they are trusted, and none after the trust is removed", async () => {
    await fill("mallory");
    const state = await openAs("me");
    await state.trustParts(never);
    await state.trustSource(source, never);
    expect(await countingFor("me")).toEqual(all);
    expect([await state.removeTrust(never), await state.removeTrust(never)]).toEqual([true, false]);
    expect(await countingFor("me")).toEqual([]);
    await state.close();
  });

  it.each([
    ["UPDATE keys SET permission = 'read'", ["key k", "key by id"]],
    ["UPDATE keys SET labels = '[]'", ["key k", "key by id"]],
    ["UPDATE keys SET hash = x'05'", ["key k", "key by id"]],
    ["UPDATE watches SET uri = 'file:///etc/'", ["watch file:///home/me/"]],
    ["UPDATE jobs SET record = '{\"task\":1}'", ["job j", "job by id"]],
    ["UPDATE jobs SET collection = 'other'", ["job j", "job by id"]],
    ["UPDATE marks SET mark = 'x' WHERE kind = 'source'", ["source file:///home/me/"]],
  ])("does not trust a row that %s has changed", async (sql, changed) => {
    await fill("me");
    damage(sql);
    expect(await countingFor("me")).toEqual(all.filter((row) => !changed.includes(row)));
  });

  it.each([
    ["counts", "me", all],
    ["does not count", "mallory", []],
  ])("%s a key whose hash was replaced as before, if %s has made it", async (_, user, counting) => {
    await fill(user);
    const state = await openAs("me");
    const fast = { salt: Uint8Array.of(3), hash: Uint8Array.of(4) };
    await state.replaceHash({ ...key, ...secretOf }, fast, never);
    await state.close();
    expect(await countingFor("me")).toEqual(counting);
    expect(await countingFor("mallory")).not.toContain("key k");
  });

  it("keeps a revoked key revoked, an ended job ended and a removed watch removed if the rows are put back", async () => {
    await fill("me");
    const state = await openAs("me");
    await state.revokeKey("k", "2026-03-01", never);
    expect((await state.listKeys(never)).map(({ revokedAt }) => revokedAt)).toEqual(["2026-03-01"]);
    await state.keepJob({ ...job, status: "done" }, never);
    await state.removeWatch(watch, never);
    await state.close();
    damage(`UPDATE keys SET revoked_at = NULL; UPDATE jobs SET status = 'waiting';
      INSERT INTO watches VALUES ('default', 'file:///home/me/', '2026', NULL)`);
    expect(await countingFor("me")).toEqual(["source file:///home/me/"]);
  });

  it("counts a source only with its options, and every row if no mark is required", async () => {
    await fill("me");
    const state = await openAs("me");
    const open = { ...source, options: { ...options, accessLabels: [] } };
    expect(await state.trustedSources([open, source], never)).toEqual([source]);
    await state.close();
    const named = await openUnmarked();
    expect([(await named.listKeys(never)).length, await named.trustedSources([open], never)]).toEqual([1, [open]]);
    await named.close();
  });
});
