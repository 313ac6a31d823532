import { parentPort } from "node:worker_threads";
import { serveScans } from "../../adapters/scan-threads/index.ts";
import { createOrderRunner } from "../../engine/kernel/index.ts";

// Program of a thread that helps to scan large indexes: it runs the kernel's loops on memory shared with the reader.
if (parentPort !== null) serveScans(parentPort, createOrderRunner());
