import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { createRunFile } from "./create-run-file.ts";
import { readRun, toRunId } from "./read-run.ts";

const signal = never;
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "run-"));
  path = join(folder, "a.run");
});
afterEach(() => rm(folder, { recursive: true }));

async function read(text: string) {
  await writeFile(path, text);
  return Object.fromEntries(await readRun(path, signal));
}

describe("readRun", () => {
  it("orders by score, then id, both descending, regardless of the ranks and the order in the file", async () => {
    const text = "1 Q0 a 1 2.5 t\n2 Q0 x 1 1e-3 t\n1 Q0 b 2 3 t\n1 Q0 c 3 2.5 t\n1 Q0 d 9 -1 t\n2 Q0 y 2 .1 t\n";
    expect(await read(text)).toEqual({ 1: ["b", "c", "a", "d"], 2: ["y", "x"] });
  });

  it("compares scores in single precision, and ids by their bytes", async () => {
    const text = "1 Q0 a 1 16777217 t\n1 Q0 b 2 16777216 t\n2 Q0 \u{1f600} 1 1 t\n2 Q0 \uffee 2 1 t\n";
    expect(await read(text)).toEqual({ 1: ["b", "a"], 2: ["\u{1f600}", "\uffee"] });
  });

  it("accepts tabs, wide gaps, blank lines, comments and carriage returns, and ignores text after the tag", async () => {
    expect(await read("# made by hand\n\n  1\tQ0\ta   1  2 \t t more\r\n")).toEqual({ 1: ["a"] });
  });

  it.each([
    ["1 Q0 a 1 2 t\n1 Q0 b 2 t\n", "Line 2 of a.run is not"],
    ["1 Q0 a 1 high t\n", "Line 1 of a.run is not"],
    ["1 Q0 a 1 nan t\n", "Line 1 of a.run is not"],
    ["1 Q0 a 1 2 t\n2 Q0 a 1 2 t\n1 Q0 a 2 1 t\n", 'Line 3 of a.run has the document "a" a second time'],
    ["\n# nothing\n", "is empty"],
  ])("refuses %j", async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      code: "invalid-data",
      message: expect.stringContaining(message),
    });
  });

  it("names the missing file", async () => {
    await expect(readRun(path, signal)).rejects.toMatchObject({ code: "data-missing" });
  });
});

describe("createRunFile", () => {
  it("writes a run that readRun reads in the same order, with white space in ids as %20", async () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-c\u{1f600} \u00e9#]{1,4}$/u), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.stringMatching(/^q[0-9 ]{1,3}$/), ids), async (queries) => {
        const run = new Map(Object.entries(queries).filter(([, documents]) => documents.length > 0));
        if (run.size === 0) return;
        await rm(path, { force: true });
        await (await createRunFile(path)).keep(run);
        const expected = [...run].map(([id, documents]) => [toRunId(id), documents.map(toRunId)] as const);
        expect(await readRun(path, signal)).toEqual(new Map(expected));
      }),
      { numRuns: 40 },
    );
  });

  it("writes TREC's six columns", async () => {
    await (await createRunFile(path)).keep(new Map([["q 1", ["b", "a"]]]));
    expect(await readFile(path, "utf8")).toBe("q%201 Q0 b 1 2 lydian\nq%201 Q0 a 2 1 lydian\n");
  });

  it("never overwrites a file, and leaves no file that was not kept", async () => {
    const file = await createRunFile(path);
    await expect(createRunFile(path)).rejects.toMatchObject({ code: "file-exists" });
    await file.discard();
    await expect(readFile(path)).rejects.toMatchObject({ code: "ENOENT" });
    await expect(createRunFile(join(folder, "no", "a.run"))).rejects.toMatchObject({ code: "file-unwritable" });
  });
});
