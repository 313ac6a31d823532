import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const patient = { timeout: 20_000, interval: 50 };

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

  it("are found, read again and removed while their folder is watched", async () => {
    const watched = join(folder.path, "watched");
    mkdirSync(watched);
    const pathOf = (start: string) =>
      Buffer.concat([Buffer.from(join(watched, start)), Buffer.of(0xe9), Buffer.from(".md")]);
    writeFileSync(pathOf("caf"), "An espresso costs two euros.\n");
    const store = join(folder.path, "watched-store");
    const lydian = await openLydian({ store, settings: { search: { mode: "lexical" } } });
    const stop = new AbortController();
    const watching = lydian.watch(watched, { embed: false, signal: stop.signal });
    const texts = async () => {
      const documents = await lydian.list();
      const read = await Promise.all(documents.map(({ id }) => lydian.read(id)));
      return read.map((document) => document?.text.trim()).sort();
    };
    await expect.poll(texts, patient).toEqual(["An espresso costs two euros."]);
    writeFileSync(pathOf("th"), "A green tea costs three euros.\n");
    await expect.poll(texts, patient).toEqual(["A green tea costs three euros.", "An espresso costs two euros."]);
    writeFileSync(pathOf("caf"), "An espresso costs four euros.\n");
    await expect.poll(texts, patient).toEqual(["A green tea costs three euros.", "An espresso costs four euros."]);
    rmSync(pathOf("th"));
    await expect.poll(texts, patient).toEqual(["An espresso costs four euros."]);
    stop.abort();
    await watching;
    await lydian.close();
  });
});
