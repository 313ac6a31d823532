import type { Context } from "hono";

const SIMPLE_NAME = /^[\w.-]+$/;

/** Sends a file. A browser saves it, and never shows it as a page of this server. */
export function sendAttachment(c: Context, body: string | ReadableStream, name: string): Response {
  const fileName = SIMPLE_NAME.test(name) ? `filename="${name}"` : `filename*=UTF-8''${encodeURIComponent(name)}`;
  return c.body(body, 200, {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; ${fileName}`,
    "Content-Security-Policy": "sandbox; default-src 'none'",
  });
}
