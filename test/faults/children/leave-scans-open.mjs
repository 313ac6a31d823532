// Lets scan threads carry out an order, and ends without closing them.
import { createScanThreads } from "../../../dist/adapters/scan-threads/index.js";

const entry = new URL("../../../dist/compose/workers/scan-worker.js", import.meta.url);
const threads = createScanThreads({ entry, count: 2, minRows: 0 });
while (!threads.areReady()) await new Promise((resolve) => setTimeout(resolve, 5));
const board = new Int32Array(new SharedArrayBuffer(4));
console.log(await threads.carryOut({ memories: new Map(), forgotten: [], tasks: [], board }));
