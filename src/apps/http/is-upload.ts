import type { Context } from "hono";

const UPLOAD_PATH = /^\/api\/v1\/collections\/[^/]+\/documents$/;

/**
 * Returns whether a call goes to the route that receives files. The route decides, because any caller can write any
 * content type.
 */
export function isUpload({ req }: Pick<Context, "req">): boolean {
  return req.method === "POST" && UPLOAD_PATH.test(req.path);
}
