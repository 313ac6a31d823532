import type { MiddlewareHandler } from "hono";
import { NotPermittedError } from "../../../index.ts";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses what another page sends through a browser: what it only reads stays unreadable to it by the browser's own rule,
 * and what changes something is turned away here. Programs that are no browser send no `Origin`.
 */
export function checkOrigin({ allowedOrigins }: { readonly allowedOrigins: readonly string[] }): MiddlewareHandler {
  return async (c, next) => {
    if (SAFE_METHODS.includes(c.req.method)) return next();
    const origin = c.req.header("origin");
    const isFromOtherPage =
      origin === undefined ? c.req.header("sec-fetch-site") === "cross-site" : !isOwn(origin, c.req.header("host"));
    if (!isFromOtherPage || (origin !== undefined && allowedOrigins.includes(origin))) return next();
    throw new NotPermittedError("This call comes from a page of another site.", {
      hint: "If you trust that site, add its origin to the setting `server.allowedOrigins`.",
    });
  };
}

function isOwn(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
