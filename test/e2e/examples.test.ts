import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { cleanEnvironment, temporaryFolder } from "../run-lydian.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const example = readFileSync(join(root, "examples", "ten-lines.ts"), "utf8");

describe("examples/ten-lines.ts", () => {
  const folder = temporaryFolder();
  // The folder is in the repository, so that the package can import itself by name.
  const compiled = join(root, `ten-lines-${process.pid}.tmp.mjs`);
  afterAll(() => {
    folder.remove();
    rmSync(compiled, { force: true });
  });

  it("has ten lines, and answers with the quotes it names", () => {
    expect(example.trim().split("\n")).toHaveLength(10);
    const { outputText } = ts.transpileModule(example, { compilerOptions: { module: ts.ModuleKind.ESNext } });
    writeFileSync(compiled, outputText);
    const env = cleanEnvironment(folder.path);
    const run = spawnSync(process.execPath, [compiled, join(folder.path, "store")], {
      cwd: root,
      env,
      encoding: "utf8",
    });
    expect(run.stderr).toBe("");
    expect(run.stdout).toMatch(/Steriservice Ltd/);
    expect(run.stdout).toMatch(/^\[1\] “.*Steriservice Ltd.*”$/m);
  });

  it("is what the README shows", () => {
    const readme = join(root, "README.md");
    expect(existsSync(readme)).toBe(true);
    expect(readFileSync(readme, "utf8")).toContain(`\`\`\`ts\n${example}\`\`\``);
  });
});
