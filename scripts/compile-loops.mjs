// Compiles the kernel's loops, src/kernel/**/*.as.ts, to WebAssembly with SIMD, as text within the source: the kernel reads
// no file, and tests need no build.
//
//   node scripts/compile-loops.mjs [--check]     --check: only say whether the compiled loops are those of the source
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = ["src/kernel/lexical/words.as.ts", "src/kernel/vector/scan.as.ts"];
const language = ["-O3", "--enable", "simd", "--runtime", "stub", "--noAssert", "--use", "abort="];
const memory = ["--importMemory", "--noExportMemory"];

const compiledOf = (source) => join(root, source.replace(/\.as\.ts$/, ".wasm.json"));

/** Equal sources give equal text. */
async function compile(source) {
  const folder = mkdtempSync(join(tmpdir(), "lydian-loops-"));
  try {
    const outFile = join(folder, "loops.wasm");
    const { error, stderr } = await asc.main([source, "--baseDir", root, ...language, ...memory, "--outFile", outFile]);
    if (error) throw new Error(`${source} does not compile.\n${stderr}`);
    return `${JSON.stringify({ wasm: readFileSync(outFile).toString("base64") }, undefined, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function compileLoops() {
  for (const source of sources) writeFileSync(compiledOf(source), await compile(source));
}

async function check() {
  for (const source of sources) {
    if ((await compile(source)) === readFileSync(compiledOf(source), "utf8")) console.log(`${source} is compiled.`);
    else {
      console.log(`${source} compiles to something else than what is stored: run \`npm run build\`.`);
      process.exitCode = 1;
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (process.argv.includes("--check")) await check();
  else await compileLoops();
}
