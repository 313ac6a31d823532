// `npm run check`: the fast checks, side by side: types, style, wording, imports, unused code. Prints a line for
// each check, and the whole output of a failed one.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { tsc } from "./tsc.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binary = (name) => join(root, "node_modules", ".bin", name);

// One thread each, since the checks share the cores. Unchanged files are not checked again.
const checkTypes = (project, cache) => [
  ...[process.execPath, tsc, "--noEmit", "-p", project],
  ...["--singleThreaded", "--incremental", "--tsBuildInfoFile", cache],
];

// After a change, dependency-cruiser reads everything again, and knip the changed files.
const importsCache = ["--cache", join("node_modules", ".cache", "dependency-cruiser"), "--cache-strategy", "content"];
const unusedCache = ["--cache", "--cache-location", join("node_modules", ".cache", "knip")];

const checks = [
  { name: "types", command: checkTypes("tsconfig.json", "types.tsbuildinfo") },
  { name: "types of the page", command: checkTypes("web/tsconfig.json", "types-page.tsbuildinfo") },
  { name: "style", command: [binary("biome"), "check", "--error-on-warnings", "."] },
  { name: "wording", command: [process.execPath, join("scripts", "check-wording.mjs")] },
  {
    name: "imports",
    command: [binary("depcruise"), ...importsCache, "--config", ".dependency-cruiser.cjs", "src", "web"],
  },
  { name: "unused", command: [binary("knip"), "--no-progress", ...unusedCache] },
];

function run({ name, command }) {
  return new Promise((resolve) => {
    const [file, ...rest] = command;
    const child = spawn(file, rest, { cwd: root, env: { ...process.env, FORCE_COLOR: "0" } });
    const output = [];
    child.stdout.on("data", (data) => output.push(data));
    child.stderr.on("data", (data) => output.push(data));
    child.on("error", (error) => resolve({ name, passed: false, output: String(error) }));
    child.on("close", (code) => resolve({ name, passed: code === 0, output: Buffer.concat(output).toString() }));
  });
}

/** Runs the checks and prints the outcome of each; returns how many passed and failed, and which failed. */
export async function runChecks() {
  const results = await Promise.all(checks.map(run));
  for (const { name, passed, output } of results) {
    console.log(`${passed ? "ok    " : "FAILED"}  ${name}`);
    if (!passed) console.log(output.trimEnd());
  }
  const failures = results.filter((result) => !result.passed).map((result) => `the check of ${result.name}`);
  return { passed: results.length - failures.length, failed: failures.length, failures };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { failed } = await runChecks();
  process.exitCode = failed === 0 ? 0 : 1;
}
