import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanEnvironment, command, runLydian, temporaryFolder } from "../run-lydian.ts";

const folder = temporaryFolder();
const at = (...names: string[]) => join(folder.path, ...names);
const run = (...args: string[]) => runLydian(args, { cwd: folder.path });
const ask = async (store: string) => {
  const asked = await run("ask", "Who repairs the autoclave A-113?", "--json", "--store", store);
  const { text, citations, confidence } = JSON.parse(asked.stdout);
  return { code: asked.code, text, citations, confidence };
};
const bytesOf = (store: string) =>
  Buffer.concat(readdirSync(at(store)).map((name) => readFileSync(at(store, name)))).toString("latin1");

beforeAll(async () => {
  mkdirSync(at("handbook"));
  writeFileSync(at("handbook", "machines.md"), "# Machines\n\nThe autoclave A-113 is repaired by Steriservice Ltd.\n");
  writeFileSync(at("handbook", "keys.md"), "# Keys\n\nA lost key costs €15. Mrs Quaxolotl keeps the spare one.\n");
  const added = await run("add", "handbook", "--store", "store");
  expect(added.code, added.stderr).toBe(0);
});
afterAll(() => folder.remove());

describe("a backup", () => {
  it("answers like the store once restored into an empty folder", async () => {
    const made = await run("backup", "copy.db", "--store", "store");
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining("checked: 2 documents")]);
    mkdirSync(at("restored"));
    copyFileSync(at("copy.db"), at("restored", "store.db"));
    expect(await ask("restored")).toEqual(await ask("store"));
    expect((await ask("restored")).text).toContain("Steriservice Ltd");
    const again = await run("backup", "copy.db", "--store", "store");
    expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/^error: .*already[\s\S]*hint: .*--force/)]);
    expect((await run("backup", "copy.db", "--store", "store", "--force")).code).toBe(0);
  });
});

describe("an export", () => {
  it("answers like the store once imported elsewhere, and names the Lydian version that wrote it", async () => {
    expect((await run("export", "memos.gz", "--store", "store")).code).toBe(0);
    const imported = await run("import", "memos.gz", "--store", "elsewhere");
    expect([imported.code, imported.stdout]).toEqual([0, "imported  default  2 documents, 2 with vectors\n"]);
    expect(await ask("elsewhere")).toEqual(await ask("store"));
    const [header = ""] = gunzipSync(readFileSync(at("memos.gz")))
      .toString()
      .split("\n");
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(JSON.parse(header)).toMatchObject({ record: "header", writtenBy: version });
  });

  it("goes through a pipe, with all messages on stderr", async () => {
    const options = { cwd: folder.path, env: cleanEnvironment(folder.path) };
    const writing = spawn(process.execPath, [command, "export", "-", "--store", "store"], options);
    const reading = spawn(process.execPath, [command, "import", "-", "--store", "piped"], options);
    writing.stdout.pipe(reading.stdin);
    let told = "";
    writing.stderr.on("data", (data) => {
      told += data;
    });
    const ended = await Promise.all([once(writing, "close"), once(reading, "close")]);
    expect(ended.map(([code]) => code)).toEqual([0, 0]);
    expect(told).toContain("exported  default  2 documents");
    expect(await ask("piped")).toEqual(await ask("store"));
  });

  it.each([
    [["import", "nowhere.gz"], 1, /nowhere\.gz cannot be read/],
    [["import", "handbook/keys.md"], 1, /Nothing of it was imported/],
    [["import", "memos.gz", "--collection", "x"], 2, /--as x/],
    [["import"], 2, /Missing required argument 'file'/],
  ])("is rejected with a hint, without creating a store, by %j", async (args, code, told) => {
    const refused = await run(...args, "--store", "never");
    expect([refused.code, refused.stdout]).toEqual([code, ""]);
    expect(refused.stderr).toMatch(told);
    expect(refused.stderr).toMatch(/\nhint: /);
    expect(existsSync(at("never"))).toBe(false);
  });

  it("fails for a missing collection, and creates no file", async () => {
    const refused = await run("export", "none.gz", "--collection", "nothing", "--store", "store");
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('no collection "nothing"')]);
    expect(readdirSync(folder.path).filter((name) => name.startsWith("none"))).toEqual([]);
  });
});

describe("a purge", () => {
  it("leaves no word of the document in the store of an import", async () => {
    expect(bytesOf("elsewhere").toLowerCase()).toContain("quaxolotl");
    expect((await run("remove", "keys.md", "--purge", "--store", "elsewhere")).code).toBe(0);
    expect(bytesOf("elsewhere").toLowerCase()).not.toMatch(/quaxolotl/);
    expect((await ask("elsewhere")).text).toContain("Steriservice Ltd");
  });
});

describe("a damaged store", () => {
  it("is detected and repaired by the doctor, answers as before, and keeps a copy of the damaged file", async () => {
    mkdirSync(at("broken"));
    copyFileSync(at("store", "store.db"), at("broken", "store.db"));
    const bytes = readFileSync(at("broken", "store.db"));
    const start = bytes.indexOf("LYDG\u0002\u0000\u0001\u0000");
    expect(start).toBeGreaterThan(0);
    const place = start + 40;
    bytes[place] = (bytes[place] ?? 0) ^ 4;
    writeFileSync(at("broken", "store.db"), bytes);
    const doctor = await run("doctor", "--store", "broken");
    expect([doctor.code, doctor.stdout]).toEqual([
      1,
      expect.stringMatching(/part "lexical" of segment 1[\s\S]*--repair/),
    ]);
    const repaired = await run("doctor", "--repair", "--store", "broken");
    expect([repaired.code, repaired.stdout]).toEqual([
      0,
      expect.stringMatching(/^recovered +2 documents[\s\S]*damaged-/),
    ]);
    await run("embed", "--store", "broken");
    expect(await ask("broken")).toEqual(await ask("store"));
    const damaged = readdirSync(at("broken")).filter((name) => name.startsWith("store.db.damaged-"));
    expect(damaged.map((name) => readFileSync(at("broken", name)).equals(bytes))).toEqual([true]);
    const again = await run("doctor", "--repair", "--json", "--store", "broken");
    expect([again.code, JSON.parse(again.stdout)]).toEqual([0, { damaged: false }]);
  });
});
