// Copies the parts of ONNX Runtime and PDF.js that Lydian uses into dist/vendor/, and points the compiled modules
// there. As dependencies, both packages would cost every user 330 MB: they hold files for every system, source maps and
// two builds. The installation script of onnxruntime-node also downloads GPU libraries on Linux, and fails where it
// cannot. See docs/decisions/0071-ship-onnx-runtime-and-pdf-js-inside-the-package.md.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const vendor = join(dist, "vendor");
/** Resolves names as onnxruntime-node does, since onnxruntime-common is a dependency of that package. */
const resolveFile = createRequire(createRequire(import.meta.url).resolve("onnxruntime-node")).resolve;

/** The library of ONNX Runtime for each system. On Windows its GPU libraries stay out, since models run on the CPU. */
const RUNTIMES = {
  "linux/x64": "libonnxruntime.so.1",
  "linux/arm64": "libonnxruntime.so.1",
  "darwin/arm64": "libonnxruntime.1.dylib",
  "win32/x64": "onnxruntime.dll",
  "win32/arm64": "onnxruntime.dll",
};

/** The files and folders of each package that are copied. */
const FILES = {
  "onnxruntime-node": [
    "dist/index.js",
    "dist/backend.js",
    "dist/binding.js",
    "dist/version.js",
    ...Object.entries(RUNTIMES).flatMap(([platform, library]) => [
      `bin/napi-v6/${platform}/onnxruntime_binding.node`,
      `bin/napi-v6/${platform}/${library}`,
    ]),
  ],
  "onnxruntime-common": ["dist/cjs"],
  "pdfjs-dist": [
    "LICENSE",
    "legacy/build/pdf.mjs",
    "legacy/build/pdf.worker.mjs",
    "cmaps",
    "standard_fonts",
    "wasm",
    "iccs",
  ],
};

/** Package names that modules import, and the copied file that replaces each. */
const IMPORTS = {
  "onnxruntime-node": "onnxruntime-node/dist/index.js",
  "onnxruntime-common": "onnxruntime-common/dist/cjs/index.js",
  "pdfjs-dist/package.json": "pdfjs-dist/package.json",
  "pdfjs-dist/legacy/build/pdf.mjs": "pdfjs-dist/legacy/build/pdf.mjs",
};

const VENDORED_NAME = new RegExp(`(["'])((?:${Object.keys(FILES).join("|")})(?:/[^"']+)?)\\1`, "g");

/** Needs the compiled modules in dist/, and must run before the command line is bundled. */
export function vendorPackages() {
  for (const [name, files] of Object.entries(FILES)) copyPackage(name, files);

  const imported = new Set();
  for (const file of modulesIn(dist)) for (const name of redirectImports(file)) imported.add(name);

  const unused = Object.keys(IMPORTS).filter((name) => !imported.has(name));
  if (unused.length > 0) throw new Error(`No compiled module imports ${unused.join(", ")}.`);
}

function copyPackage(name, files) {
  const source = folderOf(name);
  const target = join(vendor, name);
  for (const file of files)
    cpSync(join(source, file), join(target, file), {
      recursive: true,
      dereference: true,
      filter: (path) => !/\.(?:d\.c?ts|map)$/.test(path),
    });

  const licenses = join(root, "licenses", name);
  if (existsSync(licenses)) cpSync(licenses, target, { recursive: true });

  // Its dependencies and scripts stay out: the copy needs none of them.
  const { version, license, type, main } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  mkdirSync(target, { recursive: true });
  writeFileSync(
    join(target, "package.json"),
    `${JSON.stringify({ name, version, license, type, main, private: true }, null, 2)}\n`,
  );
}

/** Some packages do not export their package.json: the folder is found from the main file. */
function folderOf(name) {
  const main = resolveFile(name);
  const folder = `${sep}${join("node_modules", name)}`;
  return main.slice(0, main.lastIndexOf(folder) + folder.length);
}

const modulesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?js$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** Replaces the imports of vendored packages in one file by relative paths; returns their names. */
function redirectImports(file) {
  const code = readFileSync(file, "utf8");
  const names = [];
  const redirected = code.replaceAll(VENDORED_NAME, (literal, quote, name) => {
    const copy = IMPORTS[name];
    if (copy === undefined) throw new Error(`${file} names ${literal}, which is not copied to dist/vendor/.`);
    names.push(name);
    const path = relative(dirname(file), join(vendor, copy)).split(sep).join("/");
    return `${quote}${path.startsWith(".") ? path : `./${path}`}${quote}`;
  });
  if (names.length > 0) writeFileSync(file, redirected);
  return names;
}
