import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BlockCorruptError, StoreBusyError, StoreUnavailableError, StoreVersionError } from "../../core/index.ts";
import { stateContract } from "../../testing/state-contract.ts";
import { copySqliteState, openSqliteState } from "./index.ts";

const never = new AbortController().signal;
let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-state-"));
});
afterEach(() => rm(directory, { recursive: true }));

const open = (mode: "read" | "write" = "write") => openSqliteState({ directory, waitMs: 0, mode });
const answer = { collection: "default", question: "Why?", status: "grounded", savedAt: "2026-01-01", record: "{}" };
const secret = { ...answer, id: "a", status: "grounded", record: "a word that nobody else says" } as const;

/** Changes the file behind its back. */
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

  it("is read by others while one writes, also read-only", async () => {
    await keepOne();
    const [writing, reading] = [await open(), await open("read")];
    await writing.keepAnswer({ ...secret, id: "b" }, never);
    expect((await reading.listAnswers({ limit: 9 }, never)).map(({ id }) => id)).toEqual(["b", "a"]);
    await reading.close();
    await writing.close();
  });

  it("keeps no word of a removed answer in its files", async () => {
    await keepOne();
    const state = await open();
    expect(await state.removeAnswer("a", never)).toBe(true);
    for (const name of await readdir(directory))
      expect((await readFile(join(directory, name))).includes("nobody else")).toBe(false);
    await state.close();
  });

  it("keeps no word of a forgotten partial result in its files, and takes a damaged one for none", async () => {
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

  it("keeps no word of a calibration that was replaced in its files", async () => {
    const state = await open();
    const calibration = { collection: "default", calibratedAt: "2026-01-01" };
    await state.keepCalibration({ ...calibration, record: "a word that nobody else says" }, never);
    await state.keepCalibration({ ...calibration, record: "[]" }, never);
    for (const name of await readdir(directory))
      expect((await readFile(join(directory, name))).includes("nobody else")).toBe(false);
    await state.close();
  });

  it("of version 1 is read as it is, and brought to this version by what writes", async () => {
    await keepOne();
    damage("DROP TABLE partials; DROP TABLE calibrations; PRAGMA user_version = 1;");
    const reading = await open("read");
    expect(await reading.readPartial("a".repeat(64), never)).toBeUndefined();
    expect(await reading.readAnswer("a", never)).toEqual(secret);
    await reading.close();
    const writing = await open();
    await writing.keepPartial({ key: "a".repeat(64), record: "{}", keptAt: "2026-01-01" }, never);
    expect(await writing.readPartial("a".repeat(64), never)).toMatchObject({ record: "{}" });
    await writing.close();
  });

  it("reads a file of the version before, in which there are no calibrations, and brings it to this one", async () => {
    await keepOne();
    damage("DROP TABLE calibrations; PRAGMA user_version = 2");
    const before = await open("read");
    expect(await before.readCalibration("default", never)).toBeUndefined();
    expect(await before.listAnswers({ limit: 9 }, never)).toHaveLength(1);
    await before.close();
    const state = await open();
    const calibration = { collection: "default", calibratedAt: "2026-01-01", record: "[]" };
    await state.keepCalibration(calibration, never);
    expect(await state.readCalibration("default", never)).toEqual(calibration);
    await state.close();
  });

  it("says when a calibration is damaged", async () => {
    const state = await open();
    await state.keepCalibration({ collection: "default", calibratedAt: "2026-01-01", record: "[]" }, never);
    damage("UPDATE calibrations SET record = '{}'");
    await expect(state.readCalibration("default", never)).rejects.toThrow(BlockCorruptError);
    await state.close();
  });

  it("says when an answer is damaged", async () => {
    await keepOne();
    damage("UPDATE answers SET record = '[]'");
    const state = await open("read");
    await expect(state.readAnswer("a", never)).rejects.toThrow(BlockCorruptError);
    await state.close();
  });

  it("waits no longer than it may for another writer", async () => {
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
  it("refuses one of a newer version, naming both", async () => {
    await keepOne();
    damage("PRAGMA user_version = 7");
    for (const mode of ["read", "write"] as const) {
      await expect(open(mode)).rejects.toThrow(StoreVersionError);
      await expect(open(mode)).rejects.toThrow(/version 7; this Lydian reads up to 3/);
    }
  });

  it("refuses another program's database, and what is none", async () => {
    damage("CREATE TABLE theirs (a)");
    await expect(open()).rejects.toThrow(StoreUnavailableError);
    await rm(join(directory, "state.db"));
    await writeFile(join(directory, "state.db"), "Dear reader, this is a letter and no database. ".repeat(50));
    await expect(open()).rejects.toThrow(StoreUnavailableError);
    await expect(open("read")).rejects.toThrow(StoreUnavailableError);
  });
});

describe("a copy of the state", () => {
  it("has the state of its beginning, and opens as one", async () => {
    const state = await open();
    await state.keepAnswer(secret, never);
    const to = join(directory, "copied");
    await copySqliteState({ directory, waitMs: 0, to: `${to}.db` }, never);
    await state.close();
    await rm(join(directory, "state.db"));
    await writeFile(join(directory, "state.db"), await readFile(`${to}.db`));
    const copied = await open("read");
    expect(await copied.readAnswer("a", never)).toEqual(secret);
    await copied.close();
  });
});
