import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { ServerOptions } from "./server-options.ts";

/** Application that answers requests, from `createApp`. */
interface FetchApp {
  fetch(request: Request, env: object): Response | Promise<Response>;
}

export interface RunningServer {
  /** Address of the server. */
  readonly url: string;
  /** Accepts no new calls, waits up to `graceMs` for running calls, then closes their connections. */
  stop(graceMs: number): Promise<void>;
}

/** Limits for slow clients; an upload may take any time as long as it makes progress. */
const HEADERS_MS = 20_000;
const SILENT_MS = 60_000;
const CLOSE_IDLE_MS = 100;
/**
 * Time for which an idle connection is kept. Clients and proxies close it earlier, so the server never closes a
 * connection that is about to be used.
 */
const KEEP_MS = 75_000;

/**
 * Starts a server on an address.
 *
 * @throws the error of the system if the server cannot listen on the address
 */
export async function startServer(
  app: FetchApp,
  { host, port, timeoutMs }: Pick<ServerOptions, "host" | "port" | "timeoutMs">,
): Promise<RunningServer> {
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env),
    serverOptions: { headersTimeout: HEADERS_MS, requestTimeout: 0, keepAliveTimeout: KEEP_MS, maxHeaderSize: 16_384 },
  });
  // A response may be silent until the timeout of the call.
  server.setTimeout(Math.max(SILENT_MS, timeoutMs + 10_000));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    url: `http://${urlHost(host)}:${isAddress(address) ? address.port : port}`,
    stop: async (graceMs) => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      // A connection becomes idle when its response ends, and would stay open for some seconds.
      const closeIdle = setInterval(() => {
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }, CLOSE_IDLE_MS);
      const cutOff = setTimeout(() => {
        if ("closeAllConnections" in server) server.closeAllConnections();
      }, graceMs);
      await closed;
      clearInterval(closeIdle);
      clearTimeout(cutOff);
    },
  };
}

const urlHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
