// Loads the TypeScript modules of bench/ for the programs there and in scripts/. Needs `npm run build`: what the
// modules import from src/ is the built code in dist/, so that what is measured is what runs.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isPackage = (id) => !id.startsWith(".") && !id.startsWith("/");

/** Takes the built file for a module of src/. */
const takeBuilt = {
  name: "take-built",
  resolveId(id, importer) {
    if (importer === undefined || isPackage(id)) return null;
    const path = relative(join(root, "src"), resolve(dirname(importer), id));
    if (path.startsWith("..")) return null;
    return { id: pathToFileURL(join(root, "dist", path.replace(/\.ts$/u, ".js"))).href, external: true };
  },
};

/**
 * Loads a module with what it imports.
 *
 * @param path  from the folder of the project, such as `bench/guards/bench-guards.ts`
 */
export async function loadTypeScript(path) {
  const bundle = await rolldown({
    input: join(root, path),
    platform: "node",
    external: (id) => isPackage(id),
    plugins: [takeBuilt],
  });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();

  // Below the project, so that Node finds the packages.
  const folder = join(root, "node_modules", ".cache", "lydian-bench");
  const file = join(folder, `${process.pid}-${path.replaceAll("/", "-")}.mjs`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, output[0].code);
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(file);
  }
}
