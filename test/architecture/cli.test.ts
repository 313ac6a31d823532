import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { command } from "../run-lydian.ts";
import { root } from "./source-files.ts";

const told = z.object({ urls: z.array(z.string()), libraries: z.array(z.string()) });
const heavy =
  /node_modules\/(onnxruntime|better-sqlite3|@huggingface|zod|yaml|ai|unpdf|linkedom)|\/dist\/(open|kernel|adapters|vendor)/;

/** Returns the modules and libraries that a command has loaded when it ends. */
function loadedBy(args: readonly string[]) {
  const preload = join(root, "test", "architecture", "fixtures", "tell-imports.mjs");
  const run = spawnSync(process.execPath, ["--import", preload, command, ...args], { cwd: root, encoding: "utf8" });
  const line = run.stderr.trim().split("\n").at(-1) ?? "";
  return { ...told.parse(JSON.parse(line)), stdout: run.stdout };
}

/** Returns the page that an exported function of a script in `scripts/` generates. */
function generated(script: string, page: string): string {
  const url = pathToFileURL(join(root, "scripts", script)).href;
  const program = `import { ${page} } from "${url}"; process.stdout.write(await ${page}());`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: root, encoding: "utf8" }).stdout;
}

describe("the command's help", () => {
  it.each(["--help", "ask --help", "--version"])("loads no model and no database for `lydian %s`", (line) => {
    const { urls, libraries, stdout } = loadedBy(line.split(" "));
    expect(stdout).not.toBe("");
    expect(urls.some((url) => url.includes("commander"))).toBe(true);
    expect(urls.filter((url) => heavy.test(url))).toEqual([]);
    expect(libraries).toEqual([]);
  });

  it("is known to load a database for `lydian doctor`, so loading is noticed", () => {
    expect(loadedBy(["doctor"]).libraries.some((path) => path.includes("better_sqlite3"))).toBe(true);
  });

  it.each([
    ["make-cli-reference.mjs", "cliReference", "docs/reference/cli.md"],
    ["make-settings-reference.mjs", "settingsReference", "docs/reference/settings.md"],
    ["make-guard-reference.mjs", "guardReference", "docs/reference/guard-checks.md"],
    ["make-library-reference.mjs", "libraryReference", "docs/reference/library.md"],
  ])("is what `node scripts/%s` (%s) writes to %s", (script, page, document) => {
    expect(generated(script, page)).toBe(readFileSync(join(root, document), "utf8"));
  });

  it("differs from a page that lacks an option", () => {
    const page = readFileSync(join(root, "docs/reference/cli.md"), "utf8");
    expect(generated("make-cli-reference.mjs", "cliReference")).not.toBe(page.replace(/^.*--where.*\n/m, ""));
  });
});
