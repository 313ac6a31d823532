// Runs Vitest and counts its outcome, for `npm test` and `npm run test:long`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");

/** Runs the suites of a configuration; returns how many tests passed and how many failed. */
export function runSuites(config) {
  const folder = mkdtempSync(join(tmpdir(), "lydian-report-"));
  const report = join(folder, "report.json");
  try {
    const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, LYDIAN_TEST_REPORT: report },
    });
    return countTests(JSON.parse(readFileSync(report, "utf8")), status);
  } catch (error) {
    console.error(`The test runner left no report: ${error}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countTests({ numPassedTests, numFailedTests, testResults }, status) {
  // A file that cannot be loaded has no failed test, and still it failed.
  const brokenFiles = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failed = numFailedTests + brokenFiles.length;
  // A run can fail without a failed test, as by an unhandled error.
  return { passed: numPassedTests, failed: status === 0 || failed > 0 ? failed : 1 };
}

/** Prints the last line of a test command and ends the process: with 0 only if all tests passed. */
export function finish({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
