// A thread that works off orders like the real one, until the order of this number: then it stops in the midst of it.
import { parentPort, workerData } from "node:worker_threads";
import { serveScans } from "../../../dist/adapters/scan-threads/index.js";
import { createOrderRunner } from "../../../dist/engine/kernel/index.js";

const STOPS_AT = 3;
const workOff = createOrderRunner();
let orders = 0;

serveScans(parentPort, (order) => {
  orders += 1;
  if (orders < STOPS_AT) return workOff(order);
  Atomics.add(order.board, 0, 1);
  process.exit(workerData ?? 7);
});
