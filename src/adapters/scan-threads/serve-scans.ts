import type { MessagePort } from "node:worker_threads";
import type { ScanOrder } from "../../core/index.ts";
import type { ScanReply, ScanRequest } from "./scan-messages.ts";

/** Executes the orders that come through `port`. An error ends the thread, and the caller sees its exit. */
export function serveScans(port: MessagePort, execute: (order: ScanOrder) => void): void {
  const reply = (message: ScanReply) => port.postMessage(message);
  port.on("message", ({ id, order }: ScanRequest) => {
    execute(order);
    reply({ kind: "done", id });
  });
  reply({ kind: "ready" });
}
