import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { Lydian } from "../../index.ts";
import type { AgentCaller } from "./agent-caller.ts";
import { createMcpServer } from "./create-mcp-server.ts";

interface Options {
  readonly lydian: Lydian;
  readonly version: string;
  failed(error: unknown): void;
}

/**
 * Answers agents over streamable HTTP, each call on its own: no session is kept, so that a key that was revoked opens nothing
 * from then on, and a restart is not noticed.
 */
export function answerAgents(options: Options): (request: Request, caller: AgentCaller) => Promise<Response> {
  return async (request, caller) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
    const server = await createMcpServer({ ...options, caller });
    const transport = new WebStandardStreamableHTTPServerTransport({});
    request.signal.addEventListener("abort", () => void server.close(), { once: true });
    await server.connect(transport);
    return transport.handleRequest(request);
  };
}
