import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { ServerOptions } from "./server-options.ts";

/** What answers a request; `createApp` makes one. */
interface Answering {
  fetch(request: Request, env: object): Response | Promise<Response>;
}

export interface RunningServer {
  /** Where it is reached. */
  readonly url: string;
  /** Takes no new call, lets those that run end for at most `graceMs`, then cuts them off. */
  stop(graceMs: number): Promise<void>;
}

/** A client that sends its head or its body slower than this is cut off; uploads may take as long as they move on. */
const HEADERS_MS = 20_000;
const SILENT_MS = 60_000;
const LET_GO_MS = 100;
/** Longer than clients and proxies keep a connection: who closes first never cuts off a call that is on its way. */
const KEEP_MS = 75_000;

/** @throws the system's error if the address can not be listened on */
export async function startServer(
  app: Answering,
  { host, port, timeoutMs }: Pick<ServerOptions, "host" | "port" | "timeoutMs">,
): Promise<RunningServer> {
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env),
    serverOptions: { headersTimeout: HEADERS_MS, requestTimeout: 0, keepAliveTimeout: KEEP_MS, maxHeaderSize: 16_384 },
  });
  // An answer may be silent for as long as it may take.
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
      // A connection falls idle when its answer ends, and would be kept for the next call for some seconds.
      const letGo = setInterval(() => {
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }, LET_GO_MS);
      const cutOff = setTimeout(() => {
        if ("closeAllConnections" in server) server.closeAllConnections();
      }, graceMs);
      await closed;
      clearInterval(letGo);
      clearTimeout(cutOff);
    },
  };
}

const urlHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
