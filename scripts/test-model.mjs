// `npm run test:model`: tests a real language model end to end. node-llama-cpp runs it from a GGUF file. Lydian
// contains neither, so `npm test` does not need them. If one is missing, this script says which.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const model =
  process.env.LYDIAN_GGUF ?? join(root, "..", "shared", "models", "smollm2-135m-instruct-q4_1", "model.gguf");

const missing = [];
if (!existsSync(model)) missing.push(`There is no model ${model}: set LYDIAN_GGUF to a GGUF file of a chat model.`);
if (!existsSync(join(root, "dist", "index.js"))) missing.push("There is no dist/: run `npm run build`.");
try {
  createRequire(import.meta.url).resolve("node-llama-cpp");
} catch {
  missing.push("node-llama-cpp is not installed: run `npm i --no-save --ignore-scripts node-llama-cpp@3.21.1`.");
}
if (missing.length > 0) {
  for (const line of missing) console.error(line);
  process.exit(1);
}
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", "--config", "vitest.model.config.ts"], {
  cwd: root,
  env: { ...process.env, LYDIAN_GGUF: model },
  stdio: "inherit",
});
process.exit(status ?? 1);
