// Compiles the vector loops, src/kernel/vector/scan.as.ts, to WebAssembly with SIMD, as text within the source: the
// kernel reads no file, and tests need no build.
//
//   node scripts/compile-scan.mjs [--check]     --check: only say whether the compiled loops are those of the source
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = "src/kernel/vector/scan.as.ts";
const compiled = join(root, "src", "kernel", "vector", "scan.wasm.json");
const language = ["-O3", "--enable", "simd", "--runtime", "stub", "--noAssert", "--use", "abort="];
const memory = ["--importMemory", "--noExportMemory"];

/** Equal sources give equal text. */
async function compile() {
  const folder = mkdtempSync(join(tmpdir(), "lydian-scan-"));
  try {
    const outFile = join(folder, "scan.wasm");
    const { error, stderr } = await asc.main([source, "--baseDir", root, ...language, ...memory, "--outFile", outFile]);
    if (error) throw new Error(`The vector loops do not compile.\n${stderr}`);
    return `${JSON.stringify({ wasm: readFileSync(outFile).toString("base64") }, undefined, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function compileScan() {
  writeFileSync(compiled, await compile());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (!process.argv.includes("--check")) await compileScan();
  else if ((await compile()) === readFileSync(compiled, "utf8")) console.log(`${source} is compiled.`);
  else {
    console.log(`${source} compiles to something else than what is stored: run \`npm run build\`.`);
    process.exitCode = 1;
  }
}
