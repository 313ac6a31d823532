import type { Context, MiddlewareHandler } from "hono";
import { isPagePath } from "./page-paths.ts";
import type { PageFile, PageFiles } from "./read-page.ts";

const A_YEAR_UNCHANGED = "public, max-age=31536000, immutable";

/** Hands out the page's files; whatever address the page has for its views begins with the same file. */
export function servePage(files: PageFiles): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") return next();
    const file = files.get(isPagePath(c.req.path) ? "/index.html" : c.req.path);
    return file === undefined ? next() : sendFile(c, file);
  };
}

function sendFile(c: Context, { bytes, compressed, etag, mediaType }: PageFile): Response {
  // What lies in assets/ has its hash in its name.
  const caching = c.req.path.startsWith("/assets/") ? A_YEAR_UNCHANGED : "no-cache";
  const headers = { "Cache-Control": caching, ETag: etag, Vary: "Accept-Encoding" };
  if (c.req.header("if-none-match")?.includes(etag)) return c.body(null, 304, headers);
  const isCompressed = compressed !== undefined && /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  return c.body(isCompressed ? compressed : bytes, 200, {
    ...headers,
    "Content-Type": mediaType,
    ...(isCompressed ? { "Content-Encoding": "gzip" } : {}),
  });
}
