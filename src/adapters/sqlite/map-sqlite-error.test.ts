import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { DiskFullError, InvalidArgumentError, StoreUnavailableError } from "../../core/index.ts";
import { isBusy, mapSqliteError } from "./map-sqlite-error.ts";

const failure = (code: string) => mapSqliteError(new Database.SqliteError("what SQLite says", code), "/s/store.db");

describe("a failure of SQLite", () => {
  it.each([
    ["SQLITE_IOERR_WRITE", /disk refused/, /disk/],
    ["SQLITE_READONLY_DIRECTORY", /may not be written/, /permission/],
    ["SQLITE_CANTOPEN", /cannot be opened/, /folder/],
    ["SQLITE_NOTADB", /not a database/, /--store/],
    ["SQLITE_CORRUPT_VTAB", /damaged/, /backup/],
    ["SQLITE_NOMEM", /failed/, /doctor/],
  ])("%s becomes a sentence with the path and the code, and a hint", (code, sentence, hint) => {
    const error = failure(code);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error).toMatchObject({ message: expect.stringMatching(sentence), hint: expect.stringMatching(hint) });
    expect(error).toMatchObject({ message: expect.stringContaining(`/s/store.db (${code})`) });
  });

  it.each(["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"])("is a full disk for %s", (code) => {
    const error = failure(code);
    expect(error).toBeInstanceOf(DiskFullError);
    expect(error).toMatchObject({
      message: expect.stringContaining("/s/store.db"),
      hint: expect.stringMatching(/space/),
    });
  });

  it("becomes an invalid argument when a value violates a constraint", () => {
    expect(failure("SQLITE_CONSTRAINT_UNIQUE")).toBeInstanceOf(InvalidArgumentError);
  });

  it("counts as busy while another process holds the lock, and not when the disk is full", () => {
    expect(isBusy(new Database.SqliteError("", "SQLITE_BUSY_RECOVERY"))).toBe(true);
    expect(isBusy(new Database.SqliteError("", "SQLITE_FULL"))).toBe(false);
  });

  it("leaves all other errors unchanged", () => {
    for (const error of [new TypeError("x is not a function"), Object.assign(new Error("no"), { code: "ENOENT" })])
      expect(mapSqliteError(error, "/s/store.db")).toBe(error);
  });
});
