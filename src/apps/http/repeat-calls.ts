import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { jobSchema } from "../../core/schemas/index.ts";
import { CallRunningError, InvalidArgumentError, type LydianServer } from "../../index.ts";
import type { HttpVariables } from "./http-variables.ts";
import { readUpload } from "./routes/read-upload.ts";

const KEY = /^[\x21-\x7e]{1,200}$/;
/** So long an upload may take until another one with its key is begun: its process may have died. */
const UPLOAD_HELD_MS = 600_000;

interface Options {
  readonly server: Pick<LydianServer, "beginCall" | "endCall" | "dropCall">;
  readonly timeoutMs: number;
}

/**
 * Does a write once, however often it is sent with the same `Idempotency-Key`: the second time it is answered as the first
 * time. What failed is not kept, and may be sent again.
 */
export function repeatCalls({ server, timeoutMs }: Options): MiddlewareHandler<HttpVariables> {
  return async (c, next) => {
    const key = c.req.header("idempotency-key");
    if (key === undefined || c.req.method === "GET") return next();
    if (!KEY.test(key))
      throw new InvalidArgumentError("`Idempotency-Key` has from 1 to 200 characters without spaces.");
    const isUpload = (c.req.header("content-type") ?? "").startsWith("multipart/");
    const call = { caller: c.get("caller").id, key };
    const begun = await server.beginCall({
      ...call,
      fingerprint: await fingerprintOf(c, isUpload),
      holdMs: isUpload ? UPLOAD_HELD_MS : timeoutMs,
      signal: c.get("signal"),
    });
    if (begun.state === "running") throw running(c);
    if (begun.state === "other") throw another();
    if (begun.state === "done") {
      if (isUpload && !(await isSameUpload(c, begun.body))) throw another();
      return replay(begun);
    }
    await next();
    if (c.res.ok) await server.endCall({ ...call, status: c.res.status, body: await c.res.clone().text() });
    else await server.dropCall(call);
  };
}

/** Of an upload the body passes as a stream; its files are compared with those that were kept when it came first. */
async function fingerprintOf(c: Context<HttpVariables>, isUpload: boolean): Promise<string> {
  const body = isUpload ? "" : await c.req.text();
  const { pathname, search } = new URL(c.req.url);
  return createHash("sha256").update(`${c.req.method}\n${pathname}${search}\n${body}`).digest("hex");
}

/** Whether an upload has the files, by their names and bytes, of the job that was answered the first time. */
async function isSameUpload(c: Context<HttpVariables>, answered: string): Promise<boolean> {
  const job = jobSchema.safeParse(JSON.parse(answered));
  const kept = job.success && job.data.task.kind === "upload" ? job.data.task.files : [];
  let number = 0;
  let isSame = true;
  for await (const { name, bytes } of readUpload(c.req.raw, c.get("signal"))) {
    const hash = createHash("sha256");
    for await (const piece of bytes) hash.update(piece);
    const before = kept[number];
    number += 1;
    isSame &&= before !== undefined && before.sha256 === hash.digest("hex") && isNamed(before.uri, name);
  }
  return isSame && number === kept.length;
}

function isNamed(uri: string, name: string): boolean {
  const last = name
    .normalize("NFC")
    .split(/[/\\]+/)
    .filter((part) => part !== "" && part !== ".")
    .at(-1);
  return last !== undefined && uri.endsWith(`/${encodeURIComponent(last)}`);
}

function another(): InvalidArgumentError {
  return new InvalidArgumentError("This `Idempotency-Key` was given to a call that asked for something else.", {
    hint: "Give each call a key of its own, such as a random UUID.",
  });
}

function replay({ status, body }: { readonly status: number; readonly body: string }): Response {
  const headers = { "Content-Type": "application/json", "Idempotent-Replayed": "true" };
  return new Response(body, { status, headers });
}

function running(c: Context<HttpVariables>): CallRunningError {
  c.header("Retry-After", "1");
  return new CallRunningError("A call with this `Idempotency-Key` is still being answered.", {
    hint: "Send it again in a moment.",
  });
}
