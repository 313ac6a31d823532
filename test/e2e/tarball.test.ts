import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "vitest";
import { z } from "zod";
import { testTarball } from "./test-tarball.ts";

const database = join(import.meta.dirname, "../../node_modules/better-sqlite3");

/**
 * Packs the compiled database of this checkout as the archive that its installation script looks for. Where the script
 * cannot download one, it compiles for two minutes instead, which only `npm run test:long` does.
 */
function usePrebuiltDatabase(folder: string): Record<string, string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(database, "package.json"), "utf8")));
  const prebuilt = join(folder, "prebuilt");
  mkdirSync(prebuilt);
  const name = `better-sqlite3-v${version}-node-v${process.versions.modules}-${process.platform}-${process.arch}.tar.gz`;
  const file = "build/Release/better_sqlite3.node";
  const packed = spawnSync("tar", ["-czf", join(prebuilt, name), "-C", database, file], { encoding: "utf8" });
  if (packed.status !== 0) throw new Error(packed.stderr);
  return { npm_config_better_sqlite3_local_prebuilds: prebuilt };
}

describe("the packed tarball", () => {
  testTarball("installs in an empty folder", usePrebuiltDatabase);
});
