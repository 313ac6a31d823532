// Builds dist/ from src/ and web/: the loops to WebAssembly, TypeScript to JavaScript with types, the data files that
// the code reads beside itself, the browser's page, and the command line bundled.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPage } from "./build-page.mjs";
import { bundleCli } from "./bundle-cli.mjs";
import { compileLoops } from "./compile-loops.mjs";
import { vendorPackages } from "./vendor-packages.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dataEndings = [".json", ".sql", ".css"];

await compileLoops();

rmSync(join(root, "dist"), { recursive: true, force: true });
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const compiled = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

for (const entry of readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })) {
  const source = join(entry.parentPath, entry.name);
  if (!entry.isFile() || source.includes("fixtures") || !dataEndings.some((ending) => entry.name.endsWith(ending)))
    continue;
  const target = join(root, "dist", source.slice(join(root, "src").length));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(source, target);
}

vendorPackages();
await Promise.all([bundleCli(), buildPage()]);
