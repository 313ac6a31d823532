import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "../run-lydian.ts";
import { root } from "./source-files.ts";

const messages = async (folder: string) =>
  (await publint({ pkgDir: folder, pack: false })).messages.map(({ code }) => code);
const manifest = z.looseObject({
  dependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

const readManifest = () => manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

const runtimeFolder = "dist/vendor/onnxruntime-node/bin/napi-v6";

/** Returns the systems for which the folder of a package contains ONNX Runtime. */
function runtimesIn(folder: string): string[] {
  const platforms = readdirSync(join(folder, runtimeFolder));
  return platforms
    .flatMap((platform) => readdirSync(join(folder, runtimeFolder, platform)).map((name) => `${platform}/${name}`))
    .sort();
}

/** Runs the installation script of the package in `folder` as npm does for another system. */
function runAfterInstallation(folder: string, platform: string, architecture: string): void {
  const script = "scripts/remove-other-platforms.mjs";
  cpSync(join(root, script), join(folder, script));
  const env = { PATH: process.env.PATH, npm_config_os: platform, npm_config_cpu: architecture };
  execFileSync(process.execPath, [script], { cwd: folder, env });
}

describe("a clone", () => {
  it("installs without the script of ONNX Runtime, which downloads libraries for GPUs", () => {
    const scripts = z.object({
      packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })),
    });
    const { packages } = scripts.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
    expect(packages["node_modules/onnxruntime-node"]).toEqual({});
    expect(packages["node_modules/better-sqlite3"]).toEqual({ hasInstallScript: true });
  });

  it("has only settings that npm knows, since npm warns of each other one at every command", () => {
    const settings = readFileSync(join(root, ".npmrc"), "utf8").trim().split("\n");
    expect(settings).toEqual(["engine-strict=true"]);
  });
});

describe("the package", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it("passes the lint checks for publishing", async () => {
    expect(await messages(root)).toEqual([]);
  });

  it("fails the lint checks if an entry point is missing", async () => {
    const copy = join(folder.path, "copy");
    mkdirSync(copy);
    for (const name of ["package.json", "dist"])
      cpSync(join(root, name), join(copy, name), { recursive: true, filter: (path) => !path.endsWith("/vendor") });
    rmSync(join(copy, "dist", "index.js"));
    expect(await messages(copy)).not.toEqual([]);
  });

  it("pins every dependency to one version", () => {
    const { dependencies, optionalDependencies, devDependencies } = readManifest();
    const loose = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies }).filter(
      ([, version]) => !/^(npm:[a-z]+@)?\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it("contains ONNX Runtime for every system, and PDF.js, with their licenses", () => {
    const vendor = join(root, "dist/vendor");
    expect(readdirSync(vendor).sort()).toEqual(["onnxruntime-common", "onnxruntime-node", "pdfjs-dist"]);
    expect(runtimesIn(root)).toEqual(["darwin/arm64", "linux/arm64", "linux/x64", "win32/arm64", "win32/x64"]);
    const licenses = ["onnxruntime-node/LICENSE", "onnxruntime-node/ThirdPartyNotices.txt", "pdfjs-dist/LICENSE"];
    expect(licenses.filter((path) => !existsSync(join(vendor, path)))).toEqual([]);
  });

  it("does not depend on the packages that it contains", () => {
    const { dependencies, optionalDependencies } = readManifest();
    const names = Object.keys({ ...dependencies, ...optionalDependencies });
    expect(names.filter((name) => existsSync(join(root, "dist/vendor", name)))).toEqual([]);
  });

  describe("its installation script", () => {
    it.each([
      ["in a user's project leaves ONNX Runtime for this system", "app/node_modules/lydian", ["linux/arm64"]],
      ["in a clone removes nothing", "lydian", ["linux/arm64", "linux/x64", "win32/x64"]],
    ])("%s", (_, path, expected) => {
      const installed = join(folder.path, path);
      for (const runtime of ["linux/arm64", "linux/x64", "win32/x64"])
        mkdirSync(join(installed, runtimeFolder, runtime), { recursive: true });
      runAfterInstallation(installed, "linux", "arm64");
      expect(runtimesIn(installed)).toEqual(expected);
    });

    it("removes nothing if there is no ONNX Runtime for this system", () => {
      const installed = join(folder.path, "other/node_modules/lydian");
      mkdirSync(join(installed, runtimeFolder, "linux/x64"), { recursive: true });
      runAfterInstallation(installed, "freebsd", "x64");
      expect(runtimesIn(installed)).toEqual(["linux/x64"]);
    });
  });
});
