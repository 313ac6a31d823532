import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

describe("lydian add --meta-from", () => {
  const folder = temporaryFolder();
  const run = (...args: readonly string[]) => runLydian(args, { cwd: folder.path });

  beforeAll(() => {
    for (const team of ["desk", "lab"]) {
      mkdirSync(join(folder.path, "reports/2024", team), { recursive: true });
      writeFileSync(join(folder.path, "reports/2024", team, "a.md"), `---\nyear: 1999\n---\nThe ${team} is open.\n`);
    }
  });

  afterAll(() => folder.remove());

  it("lets metadata of the path override that of the file, and filters by it", async () => {
    const rule = ["--meta-from", "path:{year}/{team}/*"];
    const added = await run("add", "reports", "--no-embed", ...rule, "--meta", "reviewed=true");
    expect(added).toMatchObject({ code: 0, stderr: expect.not.stringContaining("error") });
    const { stdout } = await run("list", "--where", 'year = 2024 and team = "lab" and reviewed', "--json");
    expect(JSON.parse(stdout)).toMatchObject([{ metadata: { year: 2024, team: "lab", reviewed: true } }]);

    const byPath = await run("list", "--where", 'path ~ "2024/lab"', "--json");
    expect(JSON.parse(byPath.stdout)).toMatchObject([{ metadata: { team: "lab" } }]);
    const unknown = await run("search", "open", "--where", "group = 1");
    expect(unknown.stderr.replaceAll(/\s+/g, " ")).toContain("mediaType, addedAt, reviewed, team, year.");
  }, 60_000);

  it("rejects a malformed rule with its error code, and adds nothing", async () => {
    const refused = await run("add", "reports", "--no-embed", "--meta-from", "{year}/*", "--json");
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toContain("invalid-metadata-rule");
  }, 60_000);
});
