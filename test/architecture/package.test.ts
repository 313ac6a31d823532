import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
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
  devDependencies: z.record(z.string(), z.string()),
});

describe("the package", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it("is published as others will read it", async () => {
    expect(await messages(root)).toEqual([]);
  });

  it("would be refused with a door that is not there", async () => {
    const copy = join(folder.path, "copy");
    mkdirSync(copy);
    for (const name of ["package.json", "dist"]) cpSync(join(root, name), join(copy, name), { recursive: true });
    rmSync(join(copy, "dist", "index.js"));
    expect(await messages(copy)).not.toEqual([]);
  });

  it("pins every dependency to one version", () => {
    const { dependencies, devDependencies } = manifest.parse(
      JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
    );
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
