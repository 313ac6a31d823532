// `npm run audit`: asks the registry for known vulnerabilities of the packages that users install. High and critical
// ones fail. Without an answer of the registry, the check is skipped and says why.
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const MAX_WAIT_MS = 120_000;
const severities = ["critical", "high"];

/** Runs the audit of npm; returns what it printed as JSON, and its messages. */
function runNpmAudit() {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // A setting for work without a network would make npm report that it found nothing.
  const args = ["audit", "--omit=dev", "--json", "--no-offline", "--fetch-retries=1"];
  return new Promise((resolve, reject) => {
    const child = spawn(npm, args, { cwd: root, timeout: MAX_WAIT_MS });
    let output = "";
    let messages = "";
    child.stdout.on("data", (data) => {
      output += data;
    });
    child.stderr.on("data", (data) => {
      messages += data;
    });
    child.on("error", reject);
    child.on("close", (_, signal) => resolve({ output, messages, isTimedOut: signal !== null }));
  });
}

/** Returns the outcome of an audit: `passed`, `failed` or `skipped`, and what to print. */
function judge({ output, messages, isTimedOut }) {
  if (isTimedOut) return skipped(`the registry did not answer within ${MAX_WAIT_MS / 1_000} s`);
  const report = parse(output);
  if (report?.auditReportVersion === 2) return judgeVulnerabilities(Object.values(report.vulnerabilities));
  // A call that failed has its address or its cause. Any other error, such as a missing lock file, is ours.
  const reason = report?.message;
  if (typeof reason === "string" && (report.statusCode !== undefined || /^request to \S+ failed/.test(reason)))
    return skipped(reason);
  return { outcome: "failed", lines: [`${output}${messages}`.trimEnd()] };
}

function parse(output) {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

const skipped = (reason) => ({ outcome: "skipped", lines: [`The registry could not be asked: ${reason}.`] });

function judgeVulnerabilities(vulnerabilities) {
  const grave = vulnerabilities.filter(({ severity }) => severities.includes(severity));
  const others = vulnerabilities.length - grave.length;
  if (grave.length === 0)
    return { outcome: "passed", lines: others === 0 ? [] : [`${others} with a lower severity; see npm audit.`] };
  return { outcome: "failed", lines: grave.flatMap(describe) };
}

function describe({ name, severity, range, via }) {
  const advisories = via.filter((cause) => typeof cause === "object");
  const causes = advisories.length === 0 ? via.map((cause) => `by ${cause}`) : advisories.map(advisoryText);
  return causes.map((cause) => `${severity}: ${name} ${range}: ${cause}`);
}

const advisoryText = ({ title, url }) => `${title} ${url}`;

/** Audits the packages and prints the outcome; returns how many checks passed and failed, and which failed. */
export async function runAudit() {
  const { outcome, lines } = judge(await runNpmAudit());
  console.log(`${{ passed: "ok    ", failed: "FAILED", skipped: "skipped" }[outcome]}  advisories`);
  for (const line of lines) console.log(line);
  const failures = outcome === "failed" ? ["the audit of the packages"] : [];
  return { passed: outcome === "passed" ? 1 : 0, failed: failures.length, failures };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { failed } = await runAudit();
  process.exitCode = failed === 0 ? 0 : 1;
}
