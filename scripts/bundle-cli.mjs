// Bundles the program of the command line, dist/apps/cli/main.js, with what it loads into dist/cli/: finding, reading and
// linking five hundred small modules took half of the time of a short command. zod goes in with it, for the same reason; other
// packages stay outside. The library's modules stay as they are, and threads and child processes start from them.
import { chmodSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");
const target = join(dist, "cli");

/** Code goes on looking for files from where its module stood: all bundles lie in one folder. */
const keepPlaces = {
  name: "keep-places",
  async load(id) {
    if (!id.startsWith(dist) || !id.endsWith(".js")) return null;
    const place = JSON.stringify(relative(target, id));
    return (await readFile(id, "utf8")).replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`);
  },
};

/** The copies of packages in dist/vendor/ stay outside, as packages do: they load files of their own from beside them. */
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

/** Needs dist/. What a command loads only when it runs lies in a file of its own. */
export async function bundleCli() {
  const bundle = await rolldown({
    input: { lydian: join(dist, "apps", "cli", "main.js") },
    platform: "node",
    external: (id) => isPackage(id) && id !== "zod",
    plugins: [keepPlaces, leaveVendored],
  });
  await bundle.write({ dir: target, format: "esm", chunkFileNames: "[name]-[hash].js" });
  await bundle.close();
  chmodSync(join(target, "lydian.js"), 0o755);
}
