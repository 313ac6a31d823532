import type { Context, MiddlewareHandler } from "hono";
import { NotPermittedError } from "../../../core/index.ts";
import type { ServerOptions } from "../server-options.ts";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/** Paths whose calls make the server work: a call for example questions asks ten of them. */
const WORKING_PATHS = /^\/(?:api\/v1|v1|mcp|metrics)(?:\/|$)/;

/**
 * Rejects changes that a page of another site sends through a browser, and reading calls that make the server work. The
 * browser itself keeps such a page from reading responses. Programs other than browsers send neither `Origin` nor
 * `Sec-Fetch-Site`.
 */
export function checkOrigin({ allowedOrigins }: Pick<ServerOptions, "allowedOrigins">): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("origin");
    const isForeign = SAFE_METHODS.includes(c.req.method) ? isForeignReading(c) : isForeignChange(c);
    if (!isForeign || (origin !== undefined && allowedOrigins.includes(origin))) return next();
    throw new NotPermittedError("This call comes from a page of another site.", {
      hint: "If you trust that site, add its origin to the setting `server.allowedOrigins`.",
    });
  };
}

function isForeignChange({ req }: Context): boolean {
  const origin = req.header("origin");
  return origin === undefined ? req.header("sec-fetch-site") === "cross-site" : !isSameHost(origin, req.header("host"));
}

/** A page of another port or sub-domain counts as foreign too: its browser says `same-site`. */
function isForeignReading({ req }: Context): boolean {
  const site = req.header("sec-fetch-site");
  return req.method !== "OPTIONS" && (site === "cross-site" || site === "same-site") && WORKING_PATHS.test(req.path);
}

function isSameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
