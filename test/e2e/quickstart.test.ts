import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneInto, linkBuild, runQuickstart } from "../fixtures/clone.ts";
import { type Finished, runLydian, temporaryFolder } from "../run-lydian.ts";

// The quickstart of a clone without a build is in test/long/.
describe("npm run quickstart", () => {
  const folder = temporaryFolder();
  let first: Finished;

  beforeAll(async () => {
    cloneInto(folder.path);
    linkBuild(folder.path);
    first = await runQuickstart(folder.path);
  });
  afterAll(() => folder.remove());

  it("shows a cited answer, an abstention, and the commands to type next", () => {
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect(first.stdout).toMatch(/\d+ added in collection default/);
    expect(first.stdout).toMatch(/Steriservice Ltd.*\[1\]\n\n\[1\] Equipment list — Who repairs what, page \d/s);
    expect(first.stdout.match(/^The documents do not say\./gm)).toHaveLength(1);
    expect(first.stdout.trimEnd().split("\n").slice(-3)).toEqual([
      expect.stringContaining("npx lydian ask"),
      expect.stringContaining("npx lydian add"),
      expect.stringContaining("npx lydian --help"),
    ]);
  });

  it("quotes the document exactly", async () => {
    const quote = /“([^”]+)”/.exec(first.stdout)?.[1]?.replace(/\s+/g, " ") ?? "no quote";
    const store = join(folder.path, ".lydian");
    const shown = await runLydian(["show", "facilities/equipment.pdf", "--store", store], { cwd: folder.path });
    expect(shown.stdout.replace(/\s+/g, " ")).toContain(quote);
  });

  it("skips finished steps the second time, and gives the same answers", async () => {
    const second = await runQuickstart(folder.path);
    expect(second.code).toBe(0);
    expect(second.stdout).not.toContain("building");
    expect(second.stdout).toMatch(/\d+ skipped in collection default/);
    const answers = (text: string) => text.slice(text.indexOf("$ npx lydian ask"));
    expect(answers(second.stdout)).toBe(answers(first.stdout));
  });
});
