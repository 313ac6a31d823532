// Compiles the kernel's loops, src/engine/kernel/**/*.as.ts, to WebAssembly with SIMD. The result is stored in the
// source as text, so that the kernel reads no file and tests need no build.
//
//   node scripts/compile-loops.mjs [--check]     --check: only report whether the compiled loops match their sources
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/**
 * Sources and their variants. The loops over vectors also run on shared memory, which WebAssembly declares differently.
 */
const sources = {
  "src/engine/kernel/lexical/words.as.ts": ["wasm"],
  "src/engine/kernel/vector/scan.as.ts": ["wasm", "shared"],
};
const language = ["-O3", "--enable", "simd", "--runtime", "stub", "--noAssert", "--use", "abort="];
const memory = ["--importMemory", "--noExportMemory"];
const flagsOf = { wasm: [], shared: ["--enable", "threads", "--sharedMemory", "--maximumMemory", "65536"] };

const compiledOf = (source) => join(root, source.replace(/\.as\.ts$/, ".wasm.json"));

/** Returns the compiled loops of a source as text; the same source always gives the same text. */
async function compile(source) {
  const kinds = {};
  for (const kind of sources[source]) kinds[kind] = await compileKind(source, flagsOf[kind]);
  return `${JSON.stringify(kinds, undefined, 2)}\n`;
}

async function compileKind(source, flags) {
  const folder = mkdtempSync(join(tmpdir(), "lydian-loops-"));
  try {
    const outFile = join(folder, "loops.wasm");
    const options = [...language, ...memory, ...flags];
    const { error, stderr } = await asc.main([source, "--baseDir", root, ...options, "--outFile", outFile]);
    if (error) throw new Error(`${source} does not compile.\n${stderr}`);
    return readFileSync(outFile).toString("base64");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function compileLoops() {
  for (const source of Object.keys(sources)) writeFileSync(compiledOf(source), await compile(source));
}

async function check() {
  for (const source of Object.keys(sources)) {
    if ((await compile(source)) === readFileSync(compiledOf(source), "utf8")) console.log(`${source} is compiled.`);
    else {
      console.log(`${source} does not match its compiled loops: run \`npm run build\`.`);
      process.exitCode = 1;
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (process.argv.includes("--check")) await check();
  else await compileLoops();
}
