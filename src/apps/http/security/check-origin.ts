import type { MiddlewareHandler } from "hono";
import { NotPermittedError } from "../../../core/index.ts";
import type { ServerOptions } from "../server-options.ts";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Rejects changes that a page of another site sends through a browser. The browser itself keeps such a page from reading
 * responses. Programs other than browsers send no `Origin`.
 */
export function checkOrigin({ allowedOrigins }: Pick<ServerOptions, "allowedOrigins">): MiddlewareHandler {
  return async (c, next) => {
    if (SAFE_METHODS.includes(c.req.method)) return next();
    const origin = c.req.header("origin");
    const isFromOtherPage =
      origin === undefined
        ? c.req.header("sec-fetch-site") === "cross-site"
        : !isSameHost(origin, c.req.header("host"));
    if (!isFromOtherPage || (origin !== undefined && allowedOrigins.includes(origin))) return next();
    throw new NotPermittedError("This call comes from a page of another site.", {
      hint: "If you trust that site, add its origin to the setting `server.allowedOrigins`.",
    });
  };
}

function isSameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
