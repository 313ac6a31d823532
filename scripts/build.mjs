// `npm run build`: makes dist/ from src/ and web/. The kernel's loops become WebAssembly, TypeScript becomes JavaScript
// with types, data files are copied, and the command line is bundled; beside that, the browser's page is built.
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPage } from "./build-page.mjs";
import { bundleCli } from "./bundle-cli.mjs";
import { compileLoops } from "./compile-loops.mjs";
import { tsc } from "./tsc.mjs";
import { vendorPackages } from "./vendor-packages.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dataEndings = [".json", ".sql", ".css"];

async function buildLibrary() {
  await compileLoops();
  await compileTypeScript();
  copyDataFiles();
  vendorPackages();
  await bundleCli();
}

function compileTypeScript() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error("The code does not compile; the compiler's messages are above."));
    });
  });
}

/** Copies the data files that the code reads from its own folder. */
function copyDataFiles() {
  for (const entry of readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })) {
    const source = join(entry.parentPath, entry.name);
    if (!entry.isFile() || source.includes("fixtures") || !dataEndings.some((ending) => entry.name.endsWith(ending)))
      continue;
    const target = join(root, "dist", source.slice(join(root, "src").length));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(source, target);
  }
}

rmSync(join(root, "dist"), { recursive: true, force: true });
try {
  await Promise.all([buildLibrary(), buildPage()]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
