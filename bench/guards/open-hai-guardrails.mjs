import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * Opens `@presidio-dev/hai-guardrails`.
 *
 * Version 1.12.0 ends the process soon after it is imported: it starts threads from a folder of the machine that built
 * it. Two paths are corrected in a copy beside it; no rule is changed.
 */
export async function openHaiGuardrails() {
  const published = fileURLToPath(import.meta.resolve("@presidio-dev/hai-guardrails"));
  const threads = dirname(createRequire(published).resolve("piscina"));
  const repaired = readFileSync(published, "utf8")
    .replace("/home/runner/work/hai-guardrails/hai-guardrails/node_modules/piscina/dist", threads)
    .replace("../workers/heuristic.worker.mjs", "./workers/heuristic.worker.js");
  const copy = join(dirname(published), "with-right-paths.js");
  writeFileSync(copy, repaired);
  return import(pathToFileURL(copy).href);
}
