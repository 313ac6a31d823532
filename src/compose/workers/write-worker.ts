import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { createStoreWriter, openSqliteStore } from "../../adapters/sqlite/index.ts";
import { serveWriter } from "../../adapters/writer-thread/index.ts";
import { createIndexWriter } from "../../engine/kernel/index.ts";
import { createAnalyzer, signText } from "../../engine/text/index.ts";

// Program of the writing thread: it opens its own connection to the store, and serves calls with the kernel's writer.
const { directory, waitMs } = z.object({ directory: z.string(), waitMs: z.number() }).parse(workerData);

if (parentPort !== null)
  serveWriter(parentPort, async () => {
    const store = await openSqliteStore({ directory, waitMs, mode: "write", create: true });
    const index = createIndexWriter({ store, analyzer: createAnalyzer(), sign: signText });
    const writer = { ...index, ...createStoreWriter(store) };
    return { writer, close: () => store.close() };
  });
