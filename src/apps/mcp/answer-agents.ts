import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { isInitializeRequest, isJSONRPCRequest } from "@modelcontextprotocol/sdk/types.js";
import type { Caller } from "../../core/index.ts";
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
}

const SESSION_HEADER = "mcp-session-id";

/**
 * Answers agents over streamable HTTP. Each call is independent: a revoked key stops working at once, and a restart goes
 * unnoticed. The session id that an agent receives only identifies its calls, so that it can cancel one.
 */
export function answerAgents(options: Options): (request: Request, call: AgentCall) => Promise<Response> {
  const running = new Map<string, () => void>();
  return async (request, { caller, requestId }) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
    const runningKey = (id: string | number) => JSON.stringify([caller.id, request.headers.get(SESSION_HEADER), id]);
    const body = await readJson(request.clone());
    const messages = Array.isArray(body) ? body : [body];
    const server = await createMcpServer({ ...options, caller });
    const transport = new WebStandardStreamableHTTPServerTransport({});
    const close = () => void server.close();
    request.signal.addEventListener("abort", close, { once: true });
    await server.connect(transport);
    const requests = followRequests(transport);
    for (const message of messages) {
      const cancelled = cancelledRequest(message);
      if (cancelled !== undefined) running.get(runningKey(cancelled))?.();
      // Without a session id, the calls of two agents with the same key cannot be told apart.
      else if (isJSONRPCRequest(message) && request.headers.has(SESSION_HEADER)) {
        const key = runningKey(message.id);
        running.set(key, close);
        requests.onAnswered(message.id, () => running.delete(key));
      }
    }
    // The server has limited its size. The transport would read it again, with another limit.
    const response = await transport.handleRequest(request, body === undefined ? {} : { parsedBody: body });
    if (messages.some(isInitializeRequest)) response.headers.set(SESSION_HEADER, requestId);
    return response;
  };
}

/** Returns undefined if the body is not JSON; the transport then reports what is wrong. */
async function readJson(request: Request): Promise<unknown> {
  try {
    const body: unknown = await request.json();
    return body;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
