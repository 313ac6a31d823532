import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { cleanEnvironment, temporaryFolder } from "../run-lydian.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const path = join(root, "examples", "ten-lines.mjs");
const example = readFileSync(path, "utf8");

describe("examples/ten-lines.mjs", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it("has ten lines, and answers with the quotes it names", () => {
    expect(example.trim().split("\n")).toHaveLength(10);
    cpSync(join(root, "examples/handbook"), join(folder.path, "examples/handbook"), { recursive: true });
    const env = cleanEnvironment(folder.path);
    const run = spawnSync(process.execPath, [path], { cwd: folder.path, env, encoding: "utf8" });
    expect(run.stderr).toBe("");
    expect(run.stdout).toMatch(/Steriservice Ltd/);
    expect(run.stdout).toMatch(/^\[1\] “.*Steriservice Ltd.*”$/m);
  });

  it("is what the README shows", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(readme).toContain("`node examples/ten-lines.mjs`");
    expect(readme).toContain(`\`\`\`js\n${example}\`\`\``);
  });
});
