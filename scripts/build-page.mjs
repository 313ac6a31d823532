// Builds the browser page from web/ into dist/web/. Scripts and styles are separate files, since the page's content
// security policy forbids inline ones. Fails if the scripts that the Ask view loads first exceed a maximum size.
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import { build } from "vite";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "dist", "web");

/** Maximum size of the scripts of the first load, compressed. */
const MAX_FIRST_LOAD_BYTES = 200 * 1024;
/** Files that PDF.js loads while it draws: standard fonts and decoders of pictures. */
const drawingFiles = ["cmaps", "standard_fonts", "wasm", "iccs"];
const compressible = /\.(?:js|mjs|css|html|svg)$/;

export async function buildPage() {
  const built = await build({
    configFile: false,
    root: join(root, "web"),
    base: "/",
    publicDir: false,
    logLevel: "warn",
    plugins: [tailwindcss()],
    oxc: { jsx: { runtime: "automatic", development: false } },
    build: {
      outDir: target,
      emptyOutDir: true,
      target: "es2023",
      // Oldest browsers that support `light-dark()`; they are newer than the target of the scripts.
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: {
        // Some packages mark their modules as browser code, which the bundler reports; all of this code is for the
        // browser.
        onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning),
      },
    },
  });
  checkFirstLoad(chunksOf(built));
  copyDrawingFiles();
  for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && compressible.test(entry.name))
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}

const chunksOf = (built) => [built].flat().flatMap(({ output }) => output.filter(({ type }) => type === "chunk"));

function checkFirstLoad(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const first = new Set();
  const follow = (chunk) => {
    if (chunk === undefined || first.has(chunk)) return;
    first.add(chunk);
    for (const name of chunk.imports) follow(byName.get(name));
  };
  for (const chunk of chunks) if (chunk.isEntry) follow(chunk);
  const bytes = [...first].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
  if (first.size > 0 && bytes <= MAX_FIRST_LOAD_BYTES) return;
  throw new Error(`Ask loads ${bytes} bytes of compressed script first; it may load ${MAX_FIRST_LOAD_BYTES}.`);
}

function copyDrawingFiles() {
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  for (const name of drawingFiles) cpSync(join(folder, name), join(target, "pdfjs", name), { recursive: true });
}
