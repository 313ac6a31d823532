import type { MiddlewareHandler } from "hono";
import { NotPermittedError } from "../../../index.ts";
import { hostnameOf } from "./hostname-of.ts";

const LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Refuses a call by a name that is not the server's own: a page that a browser has loaded from elsewhere may let its name
 * point to this machine, and would then be the same origin (DNS rebinding).
 */
export function checkHost({
  host,
  allowedHosts,
}: {
  readonly host: string;
  readonly allowedHosts: readonly string[];
}): MiddlewareHandler {
  const names = new Set([...LOCAL_NAMES, host, ...allowedHosts].map((name) => name.toLowerCase()));
  return async (c, next) => {
    const name = hostnameOf(c.req.header("host") ?? "");
    if (name !== undefined && names.has(name)) return next();
    throw new NotPermittedError("The server is not known by the name in this call's Host header.", {
      hint: "Call it by its address, or add the name to the setting `server.allowedHosts`.",
    });
  };
}
