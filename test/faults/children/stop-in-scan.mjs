// Scan thread that carries out two orders like the real one, and stops in the middle of the third.
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
