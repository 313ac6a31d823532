// Opens a store and prints the error, or "opened". Arguments: the store's folder, the mode.
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";

const [directory, mode] = process.argv.slice(2);
try {
  const store = await openSqliteStore({ directory, waitMs: 0, mode, create: mode === "write" });
  await store.collections(new AbortController().signal);
  await store.close();
  process.stdout.write("opened\n");
} catch (error) {
  process.stdout.write(`${JSON.stringify({ code: error.code, message: error.message, hint: error.hint })}\n`);
}
