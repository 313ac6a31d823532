// The native TypeScript compiler checks and builds in a quarter of the time. The package `typescript`, version 6, stays
// for the tools and tests that need its programming interface, which version 7 does not have.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Path of the compiler, a script for Node.js. */
export const tsc = join(dirname(dirname(fileURLToPath(import.meta.url))), "node_modules/typescript-native/bin/tsc");
