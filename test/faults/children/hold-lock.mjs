// Holds the write lock until its standard input ends. Argument: the store's folder.
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";

const [directory] = process.argv.slice(2);
const store = await openSqliteStore({ directory, waitMs: 0, mode: "write", create: true });
await store.transact(async (transaction) => {
  transaction.createCollection("held");
  process.stdout.write("locked\n");
  for await (const _ of process.stdin);
}, new AbortController().signal);
await store.close();
