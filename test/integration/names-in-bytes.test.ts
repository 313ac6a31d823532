import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

// macOS and Windows refuse such names.
describe.skipIf(process.platform !== "linux")("files whose names are not UTF-8", () => {
  const folder = temporaryFolder();
  const name = Buffer.concat([Buffer.from(join(folder.path, "docs", "caf")), Buffer.of(0xe9), Buffer.from(".md")]);
  const lydian = (...parameters: string[]) =>
    runLydian([...parameters, "--store", join(folder.path, "store")], { cwd: folder.path });
  beforeAll(() => {
    mkdirSync(join(folder.path, "docs"));
    writeFileSync(name, "An espresso costs two euros.\n");
    writeFileSync(join(folder.path, "docs", "tea.md"), "A green tea costs three euros.\n");
  });
  afterAll(() => folder.remove());

  it("are added, shown with replacement marks, found again by sync, and removed by name", async () => {
    const synced = await lydian("sync", "docs", "--no-embed");
    expect([synced.code, synced.stderr]).toEqual([0, expect.not.stringContaining("nothing at this path")]);
    expect((await lydian("list")).stdout).toContain("docs/caf\ufffd.md");
    expect((await lydian("search", "espresso", "--mode", "lexical")).stdout).toContain("docs/caf\ufffd.md");
    expect((await lydian("add", "docs/caf\ufffd.md", "--no-embed")).stdout).toContain("skipped  docs/caf\ufffd.md");
    expect((await lydian("sync", "--no-embed", "--json")).stdout).toMatch(/"unchanged":\s*2/);

    writeFileSync(name, "An espresso costs four euros.\n");
    expect((await lydian("sync", "--no-embed")).stdout).toContain("caf\ufffd.md");
    rmSync(join(folder.path, "docs", "tea.md"));
    await lydian("sync", "--no-embed");
    const removed = await lydian("remove", "docs/caf\ufffd.md");
    expect([removed.code, removed.stdout]).toEqual([0, expect.stringContaining("docs/caf\ufffd.md")]);
    expect((await lydian("list")).stdout).not.toContain("caf");
  });
});
