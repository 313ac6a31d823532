// `npm run test:long`: the loops that kill, damage and overload a store, many more times than in `npm test`, and the
// dark theme of the page at all widths. Builds Lydian if it is not built. The last line is `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages, requireNode } from "./install.mjs";
import { finish, runSuites } from "./run-suites.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

requireNode();
installPackages();
if (!existsSync(join(root, "dist", "cli", "lydian.js"))) {
  const build = [join(root, "scripts", "build.mjs")];
  if (spawnSync(process.execPath, build, { cwd: root, stdio: "inherit" }).status !== 0)
    finish({ passed: 0, failed: 1, failures: ["the build"] });
}
finish(runSuites("vitest.long.config.ts"));
