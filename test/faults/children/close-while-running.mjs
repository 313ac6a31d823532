// Closes a pool of sessions while one of them runs. The process must not end before the session has.
import { SessionPool } from "../../../dist/adapters/onnx/session-pool.js";

/** Session that replies at once, and needs a while to end. */
const session = `
import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ kind, id }) => {
  if (kind === "run") parentPort.postMessage({ kind: "done", id, outputs: [] });
  else setTimeout(() => parentPort.close(), 200);
});`;
const settings = { modelPath: "none", threads: 1, task: { kind: "rerank" }, sha256: {} };
const pool = new SessionPool(new URL(`data:text/javascript,${encodeURIComponent(session)}`), settings, 1);
const run = pool.run({ tokenIds: [] }, { urgency: "now", signal: new AbortController().signal });
await pool.close();
await run;
process.stdout.write("closed\n");
