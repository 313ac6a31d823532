// `npm test`, the one command: installs, builds, checks, runs every suite; the last line is `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installChromium, installPackages, installWalkTools, requireNode } from "./install.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
let passed = 0;
let failed = 0;

function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

requireNode();
installPackages();
installChromium();
installWalkTools();

console.log("building …");
if (spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: "inherit" }).status !== 0) {
  failed += 1;
  finish();
}

console.log("checking …");
const { runChecks } = await import("./check.mjs");
const checks = await runChecks();
passed += checks.passed;
failed += checks.failed;

const folder = mkdtempSync(join(tmpdir(), "lydian-test-"));
const report = join(folder, "report.json");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const suites = spawnSync(
  process.execPath,
  [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  { cwd: root, stdio: "inherit" },
);
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(readFileSync(report, "utf8"));
  passed += numPassedTests;
  failed += numFailedTests;
  // A file that could not be loaded holds no failed test, and still it failed.
  failed += testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  for (const file of testResults)
    for (const test of file.assertionResults)
      if (test.status === "skipped" || test.status === "pending" || test.status === "todo")
        console.log(`skipped: ${test.fullName}`);
  if (suites.status !== 0 && numFailedTests + numFailedTestSuites === 0) failed += 1;
} catch (error) {
  console.error(`The test runner left no report: ${error}`);
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });
finish();
