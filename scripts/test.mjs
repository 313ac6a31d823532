// `npm test`: installs, builds, checks, audits, and runs every suite in its short form. The last line is
// `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installChromium, installPackages, installWalkTools, requireNode } from "./install.mjs";
import { finish, runSuites } from "./run-suites.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Prints how long a stage took. */
async function timed(name, work) {
  console.log(`${name} …`);
  const start = Date.now();
  const result = await work();
  console.log(`${name}: ${Math.round((Date.now() - start) / 1_000)} s`);
  return result;
}

requireNode();
await timed("installing", () => {
  installPackages();
  installChromium();
  installWalkTools();
});

const build = [join(root, "scripts", "build.mjs")];
const built = await timed("building", () => spawnSync(process.execPath, build, { cwd: root, stdio: "inherit" }));
if (built.status !== 0) finish({ passed: 0, failed: 1, failures: ["the build"] });

const { runChecks } = await import("./check.mjs");
const { runAudit } = await import("./audit.mjs");
const checks = await timed("checking", runChecks);
const audit = await timed("auditing", runAudit);
const suites = await timed("testing", () => runSuites("vitest.config.ts"));
const results = [checks, audit, suites];
const sumOf = (outcome) => results.reduce((sum, result) => sum + result[outcome], 0);
const failures = results.flatMap((result) => result.failures);
finish({ passed: sumOf("passed"), failed: sumOf("failed"), failures });
