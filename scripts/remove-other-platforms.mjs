// Runs after Lydian is installed: removes the copies of ONNX Runtime for other systems from Lydian's own folder, about
// 120 MB. Where installation scripts do not run, they stay, and Lydian works the same. In a clone of the project it
// removes nothing, since the package is made from there; `--here` removes them all the same (see Dockerfile).
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runtimes = join(root, "dist", "vendor", "onnxruntime-node", "bin", "napi-v6");
const isInstalled = basename(dirname(root)) === "node_modules";

/** The options `--os` and `--cpu` of npm install for another system. */
const platform = process.env.npm_config_os ?? process.platform;
const architecture = process.env.npm_config_cpu ?? process.arch;

if ((isInstalled || process.argv.includes("--here")) && existsSync(join(runtimes, platform, architecture))) {
  try {
    removeAllBut(platform, runtimes);
    removeAllBut(architecture, join(runtimes, platform));
  } catch {
    // They only take space: no reason to fail the installation.
  }
}

function removeAllBut(kept, folder) {
  for (const name of readdirSync(folder)) if (name !== kept) rmSync(join(folder, name), { recursive: true });
}
