import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileExistsError, FileUnwritableError, InvalidArgumentError } from "../../core/index.ts";
import { createNewFiles } from "./index.ts";

let folder = "";
const at = (...names: string[]) => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lydian-new-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a new file", () => {
  it("is at its place only when it is kept, and leaves nothing else there", async () => {
    const file = await createNewFiles([])(at("a"), { replace: false });
    await file.write(Buffer.from("one, "));
    await file.write(Buffer.from("two"));
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^a\..*\.partial$/)]);
    await file.keep();
    await file.discard();
    expect(readdirSync(folder)).toEqual(["a"]);
    expect(readFileSync(at("a"), "utf8")).toBe("one, two");
  });

  it("leaves nothing when it is discarded, and the file that it was to replace as it was", async () => {
    writeFileSync(at("a"), "old");
    const file = await createNewFiles([])(at("a"), { replace: true });
    await file.write(Buffer.from("new"));
    await file.discard();
    expect([readdirSync(folder), readFileSync(at("a"), "utf8")]).toEqual([["a"], "old"]);
  });

  it("takes away what killed processes have left for the same place, and nothing else", async () => {
    const file = await createNewFiles([])(at("a"), { replace: false });
    const [ours = ""] = readdirSync(folder);
    const [, machine = "", id = ""] = ours.split(".");
    const ended = spawnSync("true").pid;
    const left = `a.${machine}.${ended}.0123abcd.partial`;
    const others = [
      `a.${machine}.${process.ppid}.0123abcd.partial`,
      `a.ffffffff.${ended}.0123abcd.partial`,
      `ab.${machine}.${ended}.0123abcd.partial`,
      "a.partial",
    ];
    for (const name of [left, `${left}-journal`, `a.${machine}.${id}.0123abcd.partial`, ...others])
      writeFileSync(at(name), "half");
    const second = await createNewFiles([])(at("a"), { replace: false });
    await second.keep();
    await file.discard();
    expect(readdirSync(folder).sort()).toEqual(["a", ...others].sort());
  });

  it("takes no other file's place, be it there before or come meanwhile, unless it may", async () => {
    const file = await createNewFiles([])(at("a"), { replace: false });
    writeFileSync(at("a"), "old");
    await expect(createNewFiles([])(at("a"), { replace: false })).rejects.toThrow(FileExistsError);
    await expect(file.keep()).rejects.toThrow(FileExistsError);
    await file.discard();
    expect([readdirSync(folder), readFileSync(at("a"), "utf8")]).toEqual([["a"], "old"]);
    const replacing = await createNewFiles([])(at("a"), { replace: true });
    await replacing.keep();
    expect(readFileSync(at("a"), "utf8")).toBe("");
  });

  it("is never a file of the store, whatever its folder is called", async () => {
    mkdirSync(at("store"));
    symlinkSync(at("store"), at("link"));
    const create = createNewFiles([at("store", "store.db")]);
    for (const name of ["store", "link"])
      await expect(create(at(name, "store.db"), { replace: true })).rejects.toThrow(InvalidArgumentError);
  });

  it("is a clear error where there is no folder, or the place is one", async () => {
    await expect(createNewFiles([])(at("none", "a"), { replace: false })).rejects.toThrow(FileUnwritableError);
    mkdirSync(at("b"));
    const file = await createNewFiles([])(at("b"), { replace: true });
    await expect(file.keep()).rejects.toThrow(FileUnwritableError);
    await file.discard();
    expect(readdirSync(folder)).toEqual(["b"]);
  });
});
