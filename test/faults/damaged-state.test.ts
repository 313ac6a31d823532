import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openLydianServer } from "lydian";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cleanEnvironment, runLydian, temporaryFolder } from "../run-lydian.ts";

const folder = temporaryFolder();
const store = join(folder.path, "store");
const statePath = join(store, "state.db");
let whole = Buffer.alloc(0);

const lydian = (...args: readonly string[]) =>
  runLydian([...args, "--store", store], { cwd: folder.path, env: cleanEnvironment(join(folder.path, "home")) });

beforeAll(async () => {
  mkdirSync(join(folder.path, "home"));
  writeFileSync(join(folder.path, "handbook.md"), "# Keys\n\nA lost key costs 15 euros.\n");
  const server = await openLydianServer({ store });
  await server.lydian.add([join(folder.path, "handbook.md")], { embed: false });
  for (let number = 0; number < 40; number += 1)
    await server.lydian.ask(`What does a lost key cost, number ${number}?`, { save: true, mode: "lexical" });
  await server.addKey({ name: "desk", permission: "read" });
  await server.close();
  whole = readFileSync(statePath);
});
afterAll(() => folder.remove());

beforeEach(() => {
  for (const name of readdirSync(store).filter((one) => one.startsWith("state.db"))) truncateSync(join(store, name), 0);
  writeFileSync(statePath, whole);
  for (const ending of ["-wal", "-shm"])
    if (existsSync(`${statePath}${ending}`)) writeFileSync(`${statePath}${ending}`, "");
});

function changeSql(sql: string): void {
  const database = new Database(statePath);
  database.unsafeMode(true);
  database.exec(sql);
  database.close();
}

/** Damages and what `answers list` and `ask` say. Each leaves questions answerable. */
const damages: readonly (readonly [name: string, damage: () => void])[] = [
  ["cut off", () => truncateSync(statePath, 9_000)],
  ["cut off in its header", () => truncateSync(statePath, 50)],
  [
    "overwritten at its start",
    () => writeFileSync(statePath, Buffer.concat([Buffer.alloc(4_096, 7), whole.subarray(4_096)])),
  ],
  [
    "overwritten in its middle",
    () =>
      writeFileSync(
        statePath,
        Buffer.from(whole).fill(0xff, Math.floor(whole.length / 2), Math.floor(whole.length / 2) + 8_192),
      ),
  ],
  [
    "changed by a trigger",
    () => changeSql("CREATE TRIGGER open AFTER INSERT ON keys BEGIN UPDATE keys SET labels = NULL; END"),
  ],
  ["of another program", () => changeSql("PRAGMA application_id = 7")],
];

describe.each(damages)("a state.db that is %s", (_name, damage) => {
  it("leaves questions answered, is found by doctor, and is repaired with the old file kept", async () => {
    damage();
    const asked = await lydian("ask", "What does a lost key cost?", "--mode", "lexical");
    expect(asked.code, asked.stderr).toBe(0);
    expect(asked.stdout).toContain("15 euros");

    const doctor = await lydian("doctor");
    expect(doctor.stdout).toMatch(/problem {2}saved answers/);
    expect(doctor.stdout).toContain("lydian doctor --repair");

    const repaired = await lydian("doctor", "--repair");
    expect(repaired.stdout, repaired.stderr).toMatch(/recovered {3}/);
    expect(repaired.stdout).toMatch(/kept {8}.*state\.db\.damaged-/);
    expect((await lydian("doctor")).stdout).toMatch(/ok {7}saved answers/);
    expect((await lydian("answers", "list")).code).toBe(0);
  });
});

describe("a state.db", () => {
  it("of a later version is not reported as damaged, and the message says what still works", async () => {
    changeSql("PRAGMA user_version = 99");
    expect((await lydian("ask", "What does a lost key cost?", "--mode", "lexical")).code).toBe(0);
    const listed = await lydian("answers", "list");
    expect([listed.code, listed.stderr]).toEqual([1, expect.stringMatching(/version 99.*\n.*Update Lydian/)]);
    const repair = await lydian("doctor", "--repair");
    expect([repair.code, repair.stderr]).toEqual([1, expect.stringContaining("version 99")]);
  });

  it("without a byte, as after a crash at its creation, is one without answers, and is initialised by the next save", async () => {
    truncateSync(statePath, 0);
    expect((await lydian("answers", "list")).code).toBe(0);
    expect((await lydian("doctor")).stdout).toMatch(/ok {7}saved answers/);
    const saved = await lydian("ask", "What does a lost key cost?", "--mode", "lexical", "--save");
    expect(saved.code, saved.stderr).toBe(0);
    expect((await lydian("answers", "list")).stdout).toContain("lost key");
  });

  it("keeps all rows that a repair can read", async () => {
    changeSql("CREATE TABLE foreign_table (x)");
    const repaired = await lydian("doctor", "--repair");
    expect(repaired.stdout).toContain("recovered   40 saved answers");
    expect(repaired.stdout).toContain("recovered   1 key");
    expect(repaired.code).toBe(0);
  });
});
