import type { ServeAgentOptions } from "../apps/cli/index.ts";
import { serveStdio } from "../apps/mcp/index.ts";
import { everything, LOCAL_CALLER_ID } from "../core/index.ts";
import { openLydian } from "./open.ts";
import { packageVersion } from "./package-version.ts";

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
