import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileExistsError, FileUnwritableError, InvalidArgumentError } from "../../core/index.ts";
import { createNewFiles } from "./index.ts";

let folder = "";
const pathOf = (...names: string[]) => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lydian-new-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a new file", () => {
  it("has its name only when it is complete, and leaves no other file", async () => {
    const file = await createNewFiles([])(pathOf("a"), { replace: false });
    await file.write(Buffer.from("one, "));
    await file.write(Buffer.from("two"));
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^a\..*\.partial$/)]);
    await file.keep();
    await file.discard();
    expect(readdirSync(folder)).toEqual(["a"]);
    expect(readFileSync(pathOf("a"), "utf8")).toBe("one, two");
  });

  it("leaves nothing when it is discarded, and the old file unchanged", async () => {
    writeFileSync(pathOf("a"), "old");
    const file = await createNewFiles([])(pathOf("a"), { replace: true });
    await file.write(Buffer.from("new"));
    await file.discard();
    expect([readdirSync(folder), readFileSync(pathOf("a"), "utf8")]).toEqual([["a"], "old"]);
  });

  it("removes the partial files that killed processes left for the same path, and no other files", async () => {
    const file = await createNewFiles([])(pathOf("a"), { replace: false });
    const [partialName = ""] = readdirSync(folder);
    const [, machine = "", id = ""] = partialName.split(".");
    const endedPid = spawnSync("true").pid;
    const abandoned = `a.${machine}.${endedPid}.0123abcd.partial`;
    const others = [
      `a.${machine}.${process.ppid}.0123abcd.partial`,
      `a.ffffffff.${endedPid}.0123abcd.partial`,
      `ab.${machine}.${endedPid}.0123abcd.partial`,
      "a.partial",
    ];
    for (const name of [abandoned, `${abandoned}-journal`, `a.${machine}.${id}.0123abcd.partial`, ...others])
      writeFileSync(pathOf(name), "half");
    const second = await createNewFiles([])(pathOf("a"), { replace: false });
    await second.keep();
    await file.discard();
    expect(readdirSync(folder).sort()).toEqual(["a", ...others].sort());
  });

  it("does not replace an existing file, or one that appears in the meantime, unless replacing is allowed", async () => {
    const file = await createNewFiles([])(pathOf("a"), { replace: false });
    writeFileSync(pathOf("a"), "old");
    await expect(createNewFiles([])(pathOf("a"), { replace: false })).rejects.toThrow(FileExistsError);
    await expect(file.keep()).rejects.toThrow(FileExistsError);
    await file.discard();
    expect([readdirSync(folder), readFileSync(pathOf("a"), "utf8")]).toEqual([["a"], "old"]);
    const replacing = await createNewFiles([])(pathOf("a"), { replace: true });
    await replacing.keep();
    expect(readFileSync(pathOf("a"), "utf8")).toBe("");
  });

  it("cannot replace a file of the store, even through a link to the store's folder", async () => {
    mkdirSync(pathOf("store"));
    symlinkSync(pathOf("store"), pathOf("link"));
    const create = createNewFiles([pathOf("store", "store.db")]);
    for (const name of ["store", "link"])
      await expect(create(pathOf(name, "store.db"), { replace: true })).rejects.toThrow(InvalidArgumentError);
  });

  it("fails with a clear error if its folder is missing, or its path is a folder", async () => {
    await expect(createNewFiles([])(pathOf("none", "a"), { replace: false })).rejects.toThrow(FileUnwritableError);
    mkdirSync(pathOf("b"));
    const file = await createNewFiles([])(pathOf("b"), { replace: true });
    await expect(file.keep()).rejects.toThrow(FileUnwritableError);
    await file.discard();
    expect(readdirSync(folder)).toEqual(["b"]);
  });
});
