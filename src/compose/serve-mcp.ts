import { serveStdio } from "../apps/mcp/index.ts";
import { everything, LOCAL_CALLER_ID } from "../core/index.ts";
import type { OpenOptions } from "./open.ts";
import { openLydian } from "./open.ts";
import { packageVersion } from "./package-version.ts";

/** Options of an MCP server for one agent over standard input and output. */
export interface ServeAgentOptions extends OpenOptions {
  /** Stops the server, unless the agent leaves first. */
  readonly signal: AbortSignal;
  readonly mayWrite: boolean;
  /** Called with unexpected errors, of which the agent receives no details. */
  readonly onFailure: (error: unknown) => void;
}

/** Serves one agent over standard input and output, until it leaves or the signal is aborted. */
export async function serveMcp({ signal, mayWrite, onFailure, ...options }: ServeAgentOptions): Promise<void> {
  const lydian = await openLydian(options);
  try {
    // The user who starts the process can read the store's files anyway.
    const caller = { id: LOCAL_CALLER_ID, permission: mayWrite ? "write" : "read", scope: everything } as const;
    const { stdin: input, stdout: output } = process;
    await serveStdio({ lydian, version: packageVersion(), caller, input, output, failed: onFailure }, signal);
  } finally {
    await lydian.close();
  }
}
