import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { ErrorCode, isInitializeRequest, isJSONRPCRequest, type RequestId } from "@modelcontextprotocol/sdk/types.js";
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
 * Answers agents over streamable HTTP. Each call is independent: a revoked key stops working at once, and a restart
 * goes unnoticed. The session id that an agent receives only identifies its calls, so that it can cancel one.
 */
export function answerAgents(options: Options): (request: Request, call: AgentCall) => Promise<Response> {
  const running = new Map<string, () => void>();
  return async (request, { caller, requestId, body }) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
    const sessionId = request.headers.get(SESSION_HEADER);
    const keyOf = (id: RequestId) => JSON.stringify([caller.id, sessionId, id]);
    const parsedBody = parseJson(body);
    if (Array.isArray(parsedBody)) return refuseBatch();
    const server = await createMcpServer({ ...options, caller });
    const transport = new WebStandardStreamableHTTPServerTransport({});
    const close = () => void server.close();
    request.signal.addEventListener("abort", close, { once: true });
    await server.connect(transport);
    const requests = followRequests(transport);
    const cancelledId = cancelledRequest(parsedBody);
    if (cancelledId !== undefined) running.get(keyOf(cancelledId))?.();
    // Without a session id, the calls of two agents with the same key cannot be told apart.
    else if (isJSONRPCRequest(parsedBody) && sessionId !== null) {
      const { id } = parsedBody;
      running.set(keyOf(id), close);
      requests.onAnswered(id, () => running.delete(keyOf(id)));
    }
    // If the body is not JSON, the transport tries to read it again, and reports what is wrong.
    const response = await transport.handleRequest(request, defined({ parsedBody }));
    if (isInitializeRequest(parsedBody)) response.headers.set(SESSION_HEADER, requestId);
    return response;
  };
}

/** Refuses several messages in one call, which would count as one call. MCP has had no batches since 2025-06-18. */
function refuseBatch(): Response {
  const message = "A call must have one message. MCP has no batches since version 2025-06-18.";
  const error = { code: ErrorCode.InvalidRequest, message };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 400 });
}
