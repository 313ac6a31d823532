// `npm run quickstart`: from a fresh clone to a cited answer. Steps that are done already are skipped.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackagesBeside, requireNode } from "./install.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const command = join(root, "dist", "cli", "lydian.js");
const store = join(root, ".lydian");
const abstained = 3;

function fail(message, hint) {
  console.error(`error: ${message}`);
  console.error(`hint: ${hint}`);
  process.exit(1);
}

/** Returns when a file below a folder was last written. */
function lastChange(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}

async function build() {
  if (existsSync(command) && statSync(command).mtimeMs >= lastChange(join(root, "src"))) return;
  console.log("building …");
  const [status] = await once(spawn(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: "inherit" }), "close");
  if (status !== 0) fail("The build failed; the compiler's messages are above.", "Check that the clone is clean.");
}

/** Prints a command as it could be typed, and runs it. */
function lydian(args, allowed = [0]) {
  console.log(`\n$ npx lydian ${args.map((arg) => (/\s/.test(arg) ? JSON.stringify(arg) : arg)).join(" ")}`);
  const { status, error } = spawnSync(process.execPath, [command, ...args, "--store", store], {
    cwd: root,
    stdio: "inherit",
  });
  if (error !== undefined || !allowed.includes(status))
    fail(`This command ended with exit code ${status}.`, "Run `npx lydian doctor`; it says what is missing.");
}

requireNode();
await installPackagesBeside(build);
console.log("The handbook of a made-up clinic: Markdown, HTML, text and PDF.");
lydian(["add", "examples/handbook"]);
lydian(["ask", "Who repairs the autoclave A-113?"]);
lydian(["ask", "Is there a swimming pool?"], [abstained]);
console.log(`
Now ask your own (this clone has its store in .lydian):
  npx lydian ask "What does a lost key cost?"
  npx lydian add PATH-TO-YOUR-DOCUMENTS --store ~/my-store
  npx lydian --help`);
