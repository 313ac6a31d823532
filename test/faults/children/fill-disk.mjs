// Stores larger and larger originals until the disk is full, and prints the error. Argument: the store's folder.
import { openSqliteStore } from "../../../dist/adapters/sqlite/index.js";

const [directory] = process.argv.slice(2);
const never = new AbortController().signal;
// Without a listener, the signal for a file that is too large ends the process without an error.
process.on("SIGXFSZ", () => undefined);

const store = await openSqliteStore({ directory, waitMs: 0, mode: "write", create: true });
const segment = { collection: "default", formatVersion: 1, analysisFingerprint: "e", chunkCount: 1 };
try {
  await store.transact(async (transaction) => transaction.createCollection("default"), never);
  for (let number = 1; number < 1_000; number += 1) {
    const lexical = new Uint8Array(700_000).fill(number);
    await store.transact(async (transaction) => {
      transaction.putSegment(segment, { lexical });
      transaction.advanceGeneration("default");
    }, never);
    process.stdout.write(`committed ${number}\n`);
  }
} catch (error) {
  process.stdout.write(`${JSON.stringify({ code: error.code, message: error.message, hint: error.hint })}\n`);
}
const { generation } = await store.indexState("default", never);
process.stdout.write(`still reads generation ${generation}\n`);
await store.close().catch(() => undefined);
