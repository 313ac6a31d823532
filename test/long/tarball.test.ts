import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { cleanEnvironment, temporaryFolder } from "../run-lydian.ts";

const root = join(import.meta.dirname, "../..");

/** Maximum size of `node_modules` on Linux, as `du -sm` counts it. */
const MAX_INSTALLED_MEGABYTES = 350;

const lockFile = z.object({
  packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().default(false) })),
});

function run(folder: string, command: string, args: readonly string[]): string {
  const env = { ...cleanEnvironment(folder), ...npmSettings() };
  const finished = spawnSync(command, args, { cwd: folder, env, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (finished.status !== 0) throw new Error(`${command} ${args.join(" ")}\n${finished.stdout}\n${finished.stderr}`);
  return finished.stdout;
}

/** Returns the user's registry and cache of npm, without the other settings. */
function npmSettings(): Record<string, string> {
  const names = ["NPM_CONFIG_USERCONFIG", "NPM_CONFIG_GLOBALCONFIG", "npm_config_cache", "npm_config_nodedir"];
  const own = names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  const home = process.env.HOME ?? "";
  return {
    npm_config_userconfig: join(home, ".npmrc"),
    npm_config_cache: join(home, ".npm"),
    ...Object.fromEntries(own),
  };
}

describe("the packed tarball", () => {
  const folder = temporaryFolder();
  const app = join(folder.path, "app");
  afterAll(() => folder.remove());

  it("installs in an empty folder without any setting", { timeout: 600_000 }, () => {
    mkdirSync(app);
    const pack = ["pack", "--ignore-scripts", "--pack-destination", folder.path, "--loglevel=error"];
    run(root, "npm", pack);
    const [tarball = ""] = readdirSync(folder.path).filter((name) => name.endsWith(".tgz"));
    run(app, "npm", ["install", join(folder.path, tarball)]);

    const { packages } = lockFile.parse(JSON.parse(readFileSync(join(app, "package-lock.json"), "utf8")));
    const withScript = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript);
    expect(withScript).toEqual(["node_modules/better-sqlite3", "node_modules/lydian"]);
  });

  it(`takes at most ${MAX_INSTALLED_MEGABYTES} MB on Linux`, ({ skip }) => {
    skip(process.platform !== "linux", "the limit is that of Linux");
    const [megabytes] = run(app, "du", ["-sm", "node_modules"]).split("\t");
    expect(Number(megabytes)).toBeLessThanOrEqual(MAX_INSTALLED_MEGABYTES);
  });

  it("answers a question, as a command and as a library", () => {
    cpSync(join(root, "examples/handbook/policies"), join(app, "policies"), { recursive: true });
    run(app, "npx", ["lydian", "add", "policies", "--store", "store"]);
    const program = `
      import { openLydian } from "lydian";
      const lydian = await openLydian({ store: "store" });
      console.log(JSON.stringify(await lydian.ask("How long is a patient record kept?")));
      await lydian.close();`;
    const answer = z.object({ status: z.string(), text: z.string(), citations: z.array(z.unknown()).min(1) });
    const byLibrary = answer.parse(JSON.parse(run(app, "node", ["--input-type=module", "-e", program])));
    const ask = ["lydian", "ask", "How long is a patient record kept?", "--store", "store", "--json"];
    const byCommand = answer.parse(JSON.parse(run(app, "npx", ask)));
    expect(byLibrary).toMatchObject({ status: "grounded", text: expect.stringContaining("ten years") });
    expect(byCommand.text).toBe(byLibrary.text);
  });
});
