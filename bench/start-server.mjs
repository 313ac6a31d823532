// Starts `lydian serve` for a bench.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../dist/cli/lydian.js", import.meta.url));

/** Environment of a server that counts neither the calls of a minute nor those at once. */
export const withoutQuotas = {
  LYDIAN_SERVER_REQUESTS_PER_MINUTE: "1000000",
  LYDIAN_SERVER_CONCURRENT_REQUESTS: "1000",
};

/**
 * Starts a server on a free port. Returns its address and its process.
 *
 * @param nodeOptions  options of Node, before the program
 */
export async function startServer(store, { program = built, nodeOptions = [], environment = {} } = {}) {
  const child = spawn(process.execPath, [...nodeOptions, program, "serve", "--port", "0", "--json", "--store", store], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, ...environment },
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { url: JSON.parse(line).url, child };
}
