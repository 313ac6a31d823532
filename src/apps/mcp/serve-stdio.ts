import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Caller } from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";
import { createMcpServer } from "./create-mcp-server.ts";
import { followRequests } from "./follow-requests.ts";

interface Options {
  readonly lydian: Lydian;
  readonly version: string;
  readonly caller: Caller;
  readonly input: Readable;
  /** Stream that carries only the protocol. */
  readonly output: Writable;
  failed(error: unknown): void;
}

/** Answers one agent until its input ends and its requests are answered, or the signal is aborted. */
export async function serveStdio({ input, output, ...options }: Options, signal: AbortSignal): Promise<void> {
  const server = await createMcpServer(options);
  const transport = new StdioServerTransport(input, output);
  server.server.onerror = options.failed;
  await server.connect(transport);
  const requests = followRequests(transport);
  try {
    await once(input, "end", { signal });
    await requests.answered(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await server.close();
  }
}
