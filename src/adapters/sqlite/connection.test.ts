import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Connection, openConnection } from "./connection.ts";

let folder = "";
let writing: Connection;
let reading: Connection;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lydian-connection-"));
  const path = join(folder, "a.db");
  writing = openConnection(path, { readonly: false });
  writing.pragma("journal_mode = WAL");
  writing.execute("CREATE TABLE notes (text TEXT)");
  reading = openConnection(path, { readonly: true });
});
afterEach(() => {
  reading.close();
  writing.close();
  rmSync(folder, { recursive: true });
});

const count = () => reading.get(z.object({ notes: z.number() }), "SELECT count(*) AS notes FROM notes")?.notes;
const add = () => writing.run("INSERT INTO notes VALUES ('one')");

describe("a connection that reads consistently", () => {
  it("sees one state, whatever is committed between its reads, and the next state afterwards", () => {
    const seen = reading.readConsistently(() => {
      const before = count();
      add();
      return [before, count(), reading.readConsistently(count)];
    });
    expect([...seen, count()]).toEqual([0, 0, 0, 1]);
  });

  it("ends its transaction if the work throws", () => {
    const broken = new Error("broken");
    const fail = () => {
      throw broken;
    };
    expect(() => reading.readConsistently(fail)).toThrow(broken);
    add();
    expect([reading.isInTransaction(), count()]).toEqual([false, 1]);
  });
});
