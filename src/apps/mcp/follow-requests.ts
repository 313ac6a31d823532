import { EventEmitter, once } from "node:events";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";

const cancellation = z.object({
  method: z.literal("notifications/cancelled"),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
});

/** Knows which requests of a connected transport are not answered yet. */
export function followRequests(transport: Transport): { answered(signal: AbortSignal): Promise<void> } {
  const open = new Set<RequestId>();
  const events = new EventEmitter();
  const close = (id: RequestId): void => {
    open.delete(id);
    if (open.size === 0) events.emit("answered");
  };
  const handle = transport.onmessage;
  transport.onmessage = (message, extra) => {
    if ("method" in message && "id" in message) open.add(message.id);
    const cancelled = cancellation.safeParse(message);
    if (cancelled.success) close(cancelled.data.params.requestId);
    handle?.(message, extra);
  };
  const send = transport.send.bind(transport);
  transport.send = async (message: JSONRPCMessage, options) => {
    await send(message, options);
    if (!("method" in message) && "id" in message && message.id !== undefined) close(message.id);
  };
  return {
    answered: async (signal) => {
      if (open.size > 0) await once(events, "answered", { signal });
    },
  };
}
