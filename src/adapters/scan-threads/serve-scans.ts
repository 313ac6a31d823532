import type { MessagePort } from "node:worker_threads";
import type { ScanOrder } from "../../core/index.ts";
import type { ScanReply, ScanRequest } from "./messages.ts";

/** Works off the orders that come through `port`. An error ends the thread, and the one that gave the order is told so. */
export function serveScans(port: MessagePort, workOff: (order: ScanOrder) => void): void {
  const reply = (message: ScanReply) => port.postMessage(message);
  port.on("message", ({ id, order }: ScanRequest) => {
    workOff(order);
    reply({ kind: "done", id });
  });
  reply({ kind: "ready" });
}
