// Runs Vitest and counts its outcome, for `npm test` and `npm run test:long`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");

/** Most lines of a failure's message that are repeated at the end of a run. */
const MAX_MESSAGE_LINES = 20;

/** Runs the suites of a configuration; returns how many tests passed, how many failed, and a text for each failure. */
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
    return { passed: 0, failed: 1, failures: [`The test runner left no report: ${error}`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countTests({ numPassedTests, testResults }, status) {
  const failures = testResults.flatMap(describeFailures);
  // A run can fail without a failed test, as by an unhandled error.
  if (status !== 0 && failures.length === 0) failures.push("The test runner failed without a failed test, see above.");
  return { passed: numPassedTests, failed: failures.length, failures };
}

function describeFailures({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  // A file that cannot be loaded has no failed test, and still it failed.
  if (status === "failed" && assertionResults.length === 0) return [`${file}\n${firstLines(message)}`];
  return failed.map(
    ({ fullName, failureMessages }) => `${file} > ${fullName}\n${firstLines(failureMessages.join("\n"))}`,
  );
}

const firstLines = (message) => message.split("\n", MAX_MESSAGE_LINES).join("\n");

/**
 * Prints every failure once more, since the output of a run is long, then the last line of a test command, and ends the
 * process: with 0 only if all tests passed.
 */
export function finish({ passed, failed, failures }) {
  if (failures.length > 0) console.log(["What failed:", ...failures].join("\n"));
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
