// Bundles the command line, dist/compose/main.js, and the modules that it imports into dist/cli/. Without the bundle,
// loading five hundred small modules takes half of the time of a short command. zod is bundled for the same reason;
// other packages are not. The library's modules stay separate files, from which threads and child processes start.
import { chmodSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");
const target = join(dist, "cli");

/** Keeps `import.meta.url` of each module, so that the bundled code still finds the files beside its module. */
const keepPlaces = {
  name: "keep-places",
  async load(id) {
    if (!id.startsWith(dist) || !id.endsWith(".js")) return null;
    const place = JSON.stringify(relative(target, id));
    return (await readFile(id, "utf8")).replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`);
  },
};

/** Leaves the packages in dist/vendor/ out of the bundle, since they load files from their own folder. */
const leaveVendored = {
  name: "leave-vendored",
  resolveId(id, importer) {
    if (importer === undefined || !id.includes("/vendor/")) return null;
    return {
      id: relative(target, resolve(dirname(importer), id))
        .split(sep)
        .join("/"),
      external: true,
    };
  },
};

const isPackage = (id) => !id.startsWith(".") && !id.startsWith("/");

/** Writes the bundle; dist/ must exist. Code that a command imports only when it runs gets a separate file. */
export async function bundleCli() {
  const bundle = await rolldown({
    input: { lydian: join(dist, "compose", "main.js") },
    platform: "node",
    external: (id) => isPackage(id) && id !== "zod",
    plugins: [keepPlaces, leaveVendored],
  });
  await bundle.write({ dir: target, format: "esm", chunkFileNames: "[name]-[hash].js" });
  await bundle.close();
  chmodSync(join(target, "lydian.js"), 0o755);
}
