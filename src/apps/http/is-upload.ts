import type { Context } from "hono";

const UPLOAD_PATH = /^\/api\/v1\/collections\/[^/]+\/documents$/;
const MULTIPART = /^multipart\/form-data[\t ]*(?:;|$)/i;

/** Returns whether a call goes to the route that receives files. */
export function goesToUploadRoute({ req }: Pick<Context, "req">): boolean {
  return req.method === "POST" && UPLOAD_PATH.test(req.path);
}

/**
 * Returns whether a call uploads files: it goes to their route and is `multipart/form-data`. Only the body of an upload
 * is read as a stream, so both must hold. Any caller can write any content type.
 */
export function isUpload(c: Pick<Context, "req">): boolean {
  return goesToUploadRoute(c) && MULTIPART.test(c.req.header("content-type") ?? "");
}
