import type { Context, MiddlewareHandler } from "hono";
import { defined } from "../../../core/index.ts";
import type { PageFile, PageFiles } from "./read-page-files.ts";

const A_YEAR_UNCHANGED = "public, max-age=31536000, immutable";

/** Serves the files of the page. Every path of a view gets the same HTML file. */
export function servePage(files: PageFiles): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") return next();
    const file = files.get(isPagePath(c.req.path) ? "/index.html" : c.req.path);
    return file === undefined ? next() : sendFile(c, file);
  };
}

function sendFile(c: Context, { bytes, compressed, etag, mediaType }: PageFile): Response {
  // The names of files in assets/ contain their hash.
  const caching = c.req.path.startsWith("/assets/") ? A_YEAR_UNCHANGED : "no-cache";
  const headers = { "Cache-Control": caching, ETag: etag, Vary: "Accept-Encoding" };
  if (c.req.header("if-none-match")?.includes(etag)) return c.body(null, 304, headers);
  const isCompressed = compressed !== undefined && /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  const encoding = isCompressed ? "gzip" : undefined;
  const sent = defined({ ...headers, "Content-Type": mediaType, "Content-Encoding": encoding });
  return c.body(isCompressed ? compressed : bytes, 200, sent);
}

const VIEWS = ["search", "library", "map", "answers", "settings"];

/** Returns whether a path belongs to the web page: `/`, a view, or a path below a view. */
function isPagePath(path: string): boolean {
  const [, first = ""] = path.split("/");
  return path === "/" || VIEWS.includes(first);
}
