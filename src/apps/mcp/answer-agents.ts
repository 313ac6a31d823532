import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { isInitializeRequest, isJSONRPCRequest, type RequestId } from "@modelcontextprotocol/sdk/types.js";
import { type Caller, defined, parseJson } from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";
import { createMcpServer } from "./create-mcp-server.ts";
import { cancelledRequest, followRequests } from "./follow-requests.ts";

interface Options {
  readonly lydian: Lydian;
  readonly version: string;
  failed(error: unknown): void;
}

interface AgentCall {
  readonly caller: Caller;
  /** Unique id of the call. */
  readonly requestId: string;
  /** Body of the request, whose size and nesting the server has limited. */
  readonly body: string;
}

const SESSION_HEADER = "mcp-session-id";

/**
 * Answers agents over streamable HTTP. Each call is independent: a revoked key stops working at once, and a restart goes
 * unnoticed. The session id that an agent receives only identifies its calls, so that it can cancel one.
 */
export function answerAgents(options: Options): (request: Request, call: AgentCall) => Promise<Response> {
  const running = new Map<string, () => void>();
  return async (request, { caller, requestId, body }) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
    const sessionId = request.headers.get(SESSION_HEADER);
    const keyOf = (id: RequestId) => JSON.stringify([caller.id, sessionId, id]);
    const parsedBody = parseJson(body);
    const messages = Array.isArray(parsedBody) ? parsedBody : [parsedBody];
    const server = await createMcpServer({ ...options, caller });
    const transport = new WebStandardStreamableHTTPServerTransport({});
    const close = () => void server.close();
    request.signal.addEventListener("abort", close, { once: true });
    await server.connect(transport);
    const requests = followRequests(transport);
    reportRequests(messages, {
      onCancelled: (id) => running.get(keyOf(id))?.(),
      onBegun: (id) => {
        // Without a session id, the calls of two agents with the same key cannot be told apart.
        if (sessionId === null) return;
        running.set(keyOf(id), close);
        requests.onAnswered(id, () => running.delete(keyOf(id)));
      },
    });
    // If the body is not JSON, the transport tries to read it again, and reports what is wrong.
    const response = await transport.handleRequest(request, defined({ parsedBody }));
    if (messages.some(isInitializeRequest)) response.headers.set(SESSION_HEADER, requestId);
    return response;
  };
}

interface RequestListener {
  onBegun(id: RequestId): void;
  onCancelled(id: RequestId): void;
}

/** Reports the requests that the messages begin and cancel, in the order of the messages. */
function reportRequests(messages: readonly unknown[], { onBegun, onCancelled }: RequestListener): void {
  for (const message of messages) {
    const cancelledId = cancelledRequest(message);
    if (cancelledId !== undefined) onCancelled(cancelledId);
    else if (isJSONRPCRequest(message)) onBegun(message.id);
  }
}
