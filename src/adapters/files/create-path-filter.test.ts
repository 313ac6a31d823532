import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPathFilter } from "./create-path-filter.ts";

describe("the path filter of a folder", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "lydian-filter-"));
    await mkdir(join(root, "deep/build"), { recursive: true });
    await writeFile(join(root, ".gitignore"), "build/\n*.log\n");
    await writeFile(join(root, "deep/.lydianignore"), "!keep.log\ndraft-*\n");
  });
  afterEach(() => rm(root, { recursive: true }));

  it("ignores what a walk skips: hidden names, node_modules, temporary files, and paths in ignore files", () => {
    const filter = createPathFilter(root, [join(root, "store.db")]);
    const ignored = [
      ".git/x",
      "a/.b/c.md",
      "node_modules/x.md",
      "~$a.docx",
      "a.log",
      "deep/draft-1.md",
      "deep/build/x.md",
    ];
    expect([...ignored, "store.db"].filter((path) => !filter.ignores(join(root, path), "file"))).toEqual([]);
    const included = ["a.md", "deep/keep.log", "draft-1.md", "deep/build"];
    expect(included.filter((path) => filter.ignores(join(root, path), "file"))).toEqual([]);
    expect(filter.ignores(join(root, "deep/build"), "folder")).toBe(true);
  });

  it("never ignores the ignore files, and reads them again after a refresh", async () => {
    const filter = createPathFilter(root);
    const rules = join(root, ".gitignore");
    expect([filter.isRules(rules), filter.ignores(rules, "file")]).toEqual([true, false]);
    expect(filter.ignores(join(root, "a.log"), "file")).toBe(true);
    await writeFile(rules, "");
    expect(filter.ignores(join(root, "a.log"), "file")).toBe(true);
    filter.refresh();
    expect(filter.ignores(join(root, "a.log"), "file")).toBe(false);
  });
});
