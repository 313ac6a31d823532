// Installs the packages if they are missing or differ from the lock file, and names tools that are missing to build
// them.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = [20, 20];

/** Ends the process with a clear message if Node.js is too old for the packages. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(`error: Lydian needs Node.js ${oldestNode.join(".")} or newer; this is ${process.versions.node}.`);
  console.error("hint: Install a newer Node.js from https://nodejs.org or with your version manager.");
  process.exit(1);
}

const isInstalled = () => hasPackagesOf("package-lock.json") && databaseLoads();

/** Returns whether npm's record of installed packages has every package of the lock file, in the same version. */
function hasPackagesOf(lockFile) {
  const installedFile = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const installed = packagesIn(installedFile);
  return Object.entries(packagesIn(join(root, lockFile))).every(
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  );
}

const packagesIn = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

function databaseLoads() {
  const probe = 'import Database from "better-sqlite3"; new Database(":memory:").close()';
  return spawnSync(process.execPath, ["--input-type=module", "-e", probe], { cwd: root }).status === 0;
}

/** Runs `npm ci` unless the packages are there already; ends the process with a hint if that fails. */
export function installPackages() {
  if (isInstalled()) return;
  console.log("installing packages (npm ci) …");
  const installed = spawnSync(npm, ["ci", ...quietly], npmOptions);
  if (installed.status !== 0 || !databaseLoads()) failToInstall();
}

/**
 * Installs the packages like `installPackages`, and does other work while SQLite is compiled, which takes more than a
 * minute of one core where no binary of it can be fetched. The work must not need SQLite.
 */
export async function installPackagesBeside(work) {
  if (isInstalled()) return await work();
  console.log("installing packages (npm ci) …");
  const fetched = spawnSync(npm, ["ci", "--ignore-scripts", ...quietly], npmOptions);
  if (fetched.status !== 0) failToInstall();
  const compiled = once(spawn(npm, ["rebuild", "better-sqlite3", ...quietly], npmOptions), "close");
  await work();
  const [status] = await compiled;
  if (status !== 0 || !databaseLoads()) failToInstall();
}

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const quietly = ["--no-audit", "--no-fund", "--loglevel=error"];
const npmOptions = { cwd: root, stdio: "inherit" };

function failToInstall() {
  console.error("error: The packages could not be installed; npm's message is above.");
  console.error(`hint: ${missingTools().length > 0 ? toolHint() : "Check that the npm registry can be reached."}`);
  process.exit(1);
}

const missingTools = () => ["python3", "make", "g++"].filter((tool) => spawnSync(tool, ["--version"]).status !== 0);

function toolHint() {
  return `better-sqlite3 was compiled here, which needs ${missingTools().join(", ")}: on Debian or Ubuntu, apt-get install python3 make g++.`;
}

/** Installs Debian packages; returns false without root, without apt-get, or when apt-get fails. */
function installWithApt(...packages) {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  console.log(`installing ${packages.join(", ")} (apt-get install) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
  const install = () => apt("install", "-y", "--no-install-recommends", ...packages);
  return install() || (apt("update") && install());
}

const walkTools = ["bash", "curl", "jq"];

/**
 * Installs the tools for the commands of the server guide, which a test runs. Names the missing ones if it may not
 * install them.
 */
export function installWalkTools() {
  const missing = walkTools.filter((tool) => spawnSync(tool, ["--version"]).status !== 0);
  if (missing.length === 0 || installWithApt(...missing)) return;
  console.error(`error: There is no ${missing.join(", no ")}; the test of docs/guides/server.md will fail.`);
  console.error(`hint: On Debian or Ubuntu, apt-get install ${missing.join(" ")}.`);
}

const chromium = process.env.LYDIAN_CHROMIUM ?? "/usr/bin/chromium";

/** Installs Debian's Chromium for the tests of the page. Says that it is missing if it may not install it. */
export function installChromium() {
  if (existsSync(chromium)) return;
  if (installWithApt("chromium")) return;
  console.error(`error: There is no Chromium at ${chromium}; the tests of the page will fail.`);
  console.error(
    "hint: On Debian, apt-get install chromium; elsewhere set LYDIAN_CHROMIUM to the path of a Chromium or Chrome.",
  );
}
