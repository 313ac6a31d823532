import { EventEmitter, once } from "node:events";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";

const cancellation = z.object({
  method: z.literal("notifications/cancelled"),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
});

/** Returns the id of the request that a message cancels; undefined for any other message. */
export function cancelledRequest(message: unknown): RequestId | undefined {
  return cancellation.safeParse(message).data?.params.requestId;
}

interface FollowedRequests {
  /** Resolves when all requests are answered. */
  answered(signal: AbortSignal): Promise<void>;
  /** Calls `listener` once, when a request is answered or cancelled, or when the connection ends. */
  onAnswered(id: RequestId, listener: () => void): void;
}

/** Tracks the unanswered requests of a connected transport. */
export function followRequests(transport: Transport): FollowedRequests {
  const open = new Set<RequestId>();
  const listeners = new Map<RequestId, () => void>();
  const events = new EventEmitter();
  const close = (id: RequestId): void => {
    open.delete(id);
    listeners.get(id)?.();
    listeners.delete(id);
    if (open.size === 0) events.emit("answered");
  };
  const handle = transport.onmessage;
  transport.onmessage = (message, extra) => {
    if ("method" in message && "id" in message) open.add(message.id);
    const cancelled = cancelledRequest(message);
    if (cancelled !== undefined) close(cancelled);
    handle?.(message, extra);
  };
  const send = transport.send.bind(transport);
  transport.send = async (message: JSONRPCMessage, options) => {
    await send(message, options);
    if (!("method" in message) && "id" in message && message.id !== undefined) close(message.id);
  };
  const { onclose } = transport;
  transport.onclose = () => {
    onclose?.();
    for (const id of [...open, ...listeners.keys()]) close(id);
  };
  return {
    answered: async (signal) => {
      if (open.size > 0) await once(events, "answered", { signal });
    },
    onAnswered: (id, listener) => void listeners.set(id, listener),
  };
}
