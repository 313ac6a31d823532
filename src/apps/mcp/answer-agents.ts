import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { isInitializeRequest, isJSONRPCRequest } from "@modelcontextprotocol/sdk/types.js";
import type { Lydian } from "../../index.ts";
import type { AgentCaller } from "./agent-caller.ts";
import { createMcpServer } from "./create-mcp-server.ts";
import { cancelledRequest, followRequests } from "./follow-requests.ts";

interface Options {
  readonly lydian: Lydian;
  readonly version: string;
  failed(error: unknown): void;
}

interface AgentCall {
  readonly caller: AgentCaller;
  /** Another one for each call. */
  readonly requestId: string;
}

const SESSION = "mcp-session-id";

/**
 * Answers agents over streamable HTTP, each call on its own: nothing is kept from one to the next, so that a key that was revoked
 * opens nothing from then on, and a restart is not noticed. The name of a session, which an agent gets when it begins, serves
 * only to tell its calls from those of others when it takes one back.
 */
export function answerAgents(options: Options): (request: Request, call: AgentCall) => Promise<Response> {
  const running = new Map<string, () => void>();
  return async (request, { caller, requestId }) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
    const nameOf = (id: string | number) => JSON.stringify([caller.id, request.headers.get(SESSION), id]);
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
      if (cancelled !== undefined) running.get(nameOf(cancelled))?.();
      // Without a session's name, calls of two agents with the same key could not be told apart.
      else if (isJSONRPCRequest(message) && request.headers.has(SESSION)) {
        const name = nameOf(message.id);
        running.set(name, close);
        requests.onAnswered(message.id, () => running.delete(name));
      }
    }
    // Its size is limited by the server; the transport would read it anew, by a limit of its own.
    const response = await transport.handleRequest(request, body === undefined ? {} : { parsedBody: body });
    if (messages.some(isInitializeRequest)) response.headers.set(SESSION, requestId);
    return response;
  };
}

/** Undefined for what is no JSON, of which the transport says what is wrong. */
async function readJson(request: Request): Promise<unknown> {
  try {
    const body: unknown = await request.json();
    return body;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
