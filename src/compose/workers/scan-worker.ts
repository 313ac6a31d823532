import { parentPort } from "node:worker_threads";
import { serveScans } from "../../adapters/scan-threads/index.ts";
import { createOrderRunner } from "../../engine/kernel/index.ts";

// The program of a thread that helps to scan large indexes: the kernel's loops over memory that it shares with the reader.
if (parentPort !== null) serveScans(parentPort, createOrderRunner());
