import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { ServerOptions } from "./server-options.ts";
import { type TransferLimits, watchTransfers } from "./watch-transfers.ts";

/** Application that answers requests, from `createApp`. */
interface FetchApp {
  fetch(request: Request, env: object): Response | Promise<Response>;
}

export interface RunningServer {
  /** Address of the server. */
  readonly url: string;
  /**
   * Accepts no new connections, and ends each one after its current or next call. Waits up to `graceMs` for running
   * calls, then closes their connections.
   */
  stop(graceMs: number): Promise<void>;
}

/** Limits for slow clients. */
interface ClientLimits extends TransferLimits {
  /** Maximum time until the headers of a request have arrived. */
  readonly headersMs: number;
}

/**
 * The limits of every server. A body or a response may take any time at the minimum rate, so the limit of Node.js for
 * the time of a whole request stays off.
 */
const CLIENT_LIMITS: ClientLimits = { headersMs: 20_000, minBytesPerSecond: 1_000, patienceMs: 30_000 };
/** Number of times that unfinished headers are looked at within their maximum time. */
const HEADER_CHECKS = 4;
const SILENT_MS = 60_000;
const CLOSE_IDLE_MS = 100;
/**
 * Time for which an idle connection is kept. Clients and proxies close it earlier, so the server never closes a
 * connection that is about to be used.
 */
const KEEP_MS = 75_000;
/** Time in which a caller who still sends can read the response, before the connection is closed. */
const LINGER_MS = 500;

/**
 * Starts a server on an address.
 *
 * @throws the error of the system if the server cannot listen on the address
 */
export async function startServer(
  app: FetchApp,
  { host, port, timeoutMs }: Pick<ServerOptions, "host" | "port" | "timeoutMs">,
  { headersMs, ...transferLimits }: ClientLimits = CLIENT_LIMITS,
): Promise<RunningServer> {
  const transfers = watchTransfers(transferLimits);
  let isStopping = false;
  const slowSignals = new WeakMap<object, AbortSignal>();
  const answer = getRequestListener((request, env) =>
    app.fetch(request, { ...env, tooSlow: slowSignals.get(env.incoming) }),
  );
  const server = createServer(
    {
      headersTimeout: headersMs,
      connectionsCheckingInterval: headersMs / HEADER_CHECKS,
      requestTimeout: 0,
      keepAliveTimeout: KEEP_MS,
      maxHeaderSize: 16_384,
    },
    (incoming, outgoing) => {
      // A client that calls without a pause would otherwise keep the server running until the end of the grace.
      if (isStopping) outgoing.setHeader("connection", "close");
      slowSignals.set(incoming, transfers.watch(incoming, outgoing));
      void answer(incoming, outgoing);
    },
  );
  server.on("connection", linger);
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
      isStopping = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      // A connection becomes idle when its response ends, and would stay open for some seconds.
      const closeIdle = setInterval(() => {
        server.closeIdleConnections();
      }, CLOSE_IDLE_MS);
      const cutOff = setTimeout(() => {
        server.closeAllConnections();
      }, graceMs);
      await closed;
      transfers.stop();
      clearInterval(closeIdle);
      clearTimeout(cutOff);
    },
  };
}

/**
 * Lets a connection close in two steps. A closed connection that still receives is reset, and many callers would see
 * that instead of the response, which says why their body is refused. What they send meanwhile is thrown away.
 */
function linger(socket: Socket): void {
  socket.destroySoon = () => {
    socket.end();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("close", () => clearTimeout(timer));
  };
}

const urlHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
