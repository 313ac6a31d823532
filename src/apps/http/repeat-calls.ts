import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { type BegunCall, CallRunningError, InvalidArgumentError, parseJson } from "../../core/index.ts";
import { jobSchema } from "../../core/schemas/index.ts";
import type { LydianServer } from "../../server/index.ts";
import type { HttpVariables } from "./http-variables.ts";
import { isUpload } from "./is-upload.ts";
import { readUpload } from "./routes/read-upload.ts";

const KEY = /^[\x21-\x7e]{1,200}$/;
/** Time after which an unfinished upload can be sent again with its key, since its process may have died. */
const MAX_UPLOAD_MS = 600_000;

/**
 * Runs a write only once, even if it is sent again with the same `Idempotency-Key`. A repeated call gets the first
 * response. A failed call is forgotten, so it can be sent again.
 */
export function repeatCalls(
  server: Pick<LydianServer, "beginCall" | "endCall" | "dropCall">,
  timeoutMs: number,
): MiddlewareHandler<HttpVariables> {
  return async (c, next) => {
    const key = c.req.header("idempotency-key");
    if (key === undefined || c.req.method === "GET") return next();
    if (!KEY.test(key))
      throw new InvalidArgumentError("`Idempotency-Key` must have 1 to 200 characters without spaces.");
    const call = { caller: c.get("caller").id, key };
    const begun = await server.beginCall({
      ...call,
      fingerprint: await fingerprintOf(c),
      holdMs: isUpload(c) ? MAX_UPLOAD_MS : timeoutMs,
      signal: c.get("signal"),
    });
    if (begun.state !== "begun") return firstResponse(c, begun);
    await next();
    if (c.res.ok) await server.endCall({ ...call, status: c.res.status, body: await c.res.clone().text() });
    else await server.dropCall(call);
  };
}

/** Returns the first response to a repeated call. */
async function firstResponse(
  c: Context<HttpVariables>,
  begun: Exclude<BegunCall, { readonly state: "begun" }>,
): Promise<Response> {
  if (begun.state === "running") throw runningError(c);
  if (begun.state === "other") throw otherCallError();
  if (isUpload(c) && !(await isSameUpload(c, begun.body))) throw otherCallError();
  return replay(begun.status, begun.body);
}

/**
 * Hashes the call, whose body `limitBodies` has read. The body of an upload is a stream, so its
 * files are compared later instead.
 */
async function fingerprintOf(c: Context<HttpVariables>): Promise<string> {
  const body = isUpload(c) ? "" : await c.req.text();
  const { pathname, search } = new URL(c.req.url);
  return createHash("sha256").update(`${c.req.method}\n${pathname}${search}\n${body}`).digest("hex");
}

/**
 * Returns whether an upload has the same file names and bytes as the job of the first response. It is read no
 * further than the first difference.
 */
async function isSameUpload(c: Context<HttpVariables>, firstResponse: string): Promise<boolean> {
  const job = jobSchema.safeParse(parseJson(firstResponse));
  const files = job.success && job.data.task.kind === "upload" ? job.data.task.files : [];
  let number = 0;

  for await (const { name, bytes } of readUpload(c.req.raw, c.get("signal"))) {
    const file = files[number];
    number += 1;
    if (file === undefined || !isNamed(file.uri, name) || !(await hasBytes(file, bytes))) return false;
  }
  return number === files.length;
}

async function hasBytes(
  { sizeBytes, sha256 }: { readonly sizeBytes: number; readonly sha256?: string },
  bytes: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const hash = createHash("sha256");
  let readBytes = 0;
  for await (const piece of bytes) {
    readBytes += piece.length;
    if (readBytes > sizeBytes) return false;
    hash.update(piece);
  }
  return hash.digest("hex") === sha256;
}

function isNamed(uri: string, name: string): boolean {
  const last = name
    .normalize("NFC")
    .split(/[/\\]+/)
    .filter((part) => part !== "" && part !== ".")
    .at(-1);
  return last !== undefined && uri.endsWith(`/${encodeURIComponent(last)}`);
}

function otherCallError(): InvalidArgumentError {
  return new InvalidArgumentError("This `Idempotency-Key` was used for a different call.", {
    hint: "Use a new key for each call, such as a random UUID.",
  });
}

function replay(status: number, body: string): Response {
  const headers = { "Content-Type": "application/json", "Idempotent-Replayed": "true" };
  return new Response(body, { status, headers });
}

function runningError(c: Context<HttpVariables>): CallRunningError {
  c.header("Retry-After", "1");
  return new CallRunningError("A call with this `Idempotency-Key` is still running.", {
    hint: "Retry in a moment.",
  });
}
