import type { MiddlewareHandler } from "hono";
import { NotPermittedError } from "../../../core/index.ts";
import type { ServerOptions } from "../server-options.ts";

const LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Rejects calls by an unknown host name. A page from another site can let its name point to this machine, and would
 * then have the same origin as this server (DNS rebinding).
 */
export function checkHost({ host, allowedHosts }: Pick<ServerOptions, "host" | "allowedHosts">): MiddlewareHandler {
  const names = new Set([...LOCAL_NAMES, host, ...allowedHosts].map((name) => name.toLowerCase()));
  return async (c, next) => {
    const name = hostnameOf(c.req.header("host") ?? "");
    if (name !== undefined && names.has(name)) return next();
    throw new NotPermittedError("The name in the Host header is not a name of this server.", {
      hint: "Use the address of the server, or add the name to the setting `server.allowedHosts`.",
    });
  };
}

/** Returns the name in `name:port` in lower case; undefined if it is neither a name nor an address. */
function hostnameOf(host: string): string | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host);
  return match?.[1]?.toLowerCase();
}
