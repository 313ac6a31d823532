import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanEnvironment, type Finished, runLydian, temporaryFolder } from "../run-lydian.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const generated = ["node_modules", "dist", ".git", ".lydian"];

/** What a clone holds: the files that git knows, or, in an unpacked archive, those that nothing has made. */
function filesOfAClone(): readonly string[] {
  const listed = spawnSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  if (listed.status === 0) return listed.stdout.split("\0").filter((file) => file !== "");
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !generated.some((name) => file.split(/[\\/]/).includes(name)));
}

function clone(folder: string): void {
  for (const file of filesOfAClone()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  linkPackages(folder);
}

/**
 * The packages of this checkout, as if they had just been installed, with npm's own list of them. Each is a link of its
 * own: an `npm ci` that ran here by mistake would take away the links, and not the packages.
 */
function linkPackages(folder: string): void {
  const packages = join(root, "node_modules");
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(packages)) {
    if (!name.startsWith(".")) symlinkSync(join(packages, name), join(folder, "node_modules", name));
  }
  cpSync(join(packages, ".package-lock.json"), join(folder, "node_modules", ".package-lock.json"));
}

function quickstart(folder: string): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const env = { ...cleanEnvironment(folder), npm_config_loglevel: "error" };
    const child = spawn("npm", ["run", "--silent", "quickstart"], { cwd: folder, env });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (data: string) => {
      stdout += data;
    });
    child.stderr.setEncoding("utf8").on("data", (data: string) => {
      stderr += data;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end();
  });
}

describe("npm run quickstart", () => {
  const folder = temporaryFolder();
  let first: Finished;

  beforeAll(async () => {
    clone(folder.path);
    first = await quickstart(folder.path);
  });
  afterAll(() => folder.remove());

  it("leads from a clone to a cited answer, an honest abstention and what to type next", () => {
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

  it("shows as the quote what stands in the document, to the character", async () => {
    const quote = /“([^”]+)”/.exec(first.stdout)?.[1]?.replace(/\s+/g, " ") ?? "no quote";
    const store = join(folder.path, ".lydian");
    const shown = await runLydian(["show", "facilities/equipment.pdf", "--store", store], { cwd: folder.path });
    expect(shown.stdout.replace(/\s+/g, " ")).toContain(quote);
  });

  it("does not do again what is done, and answers the same", async () => {
    const second = await quickstart(folder.path);
    expect(second.code).toBe(0);
    expect(second.stdout).not.toContain("building");
    expect(second.stdout).toMatch(/\d+ skipped in collection default/);
    const answers = (text: string) => text.slice(text.indexOf("$ npx lydian ask"));
    expect(answers(second.stdout)).toBe(answers(first.stdout));
  });
});
