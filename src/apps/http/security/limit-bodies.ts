import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import {
  BodyTooLargeError,
  findJsonExcess,
  InvalidArgumentError,
  MAX_JSON_DEPTH,
  MEGABYTE_BYTES,
  UnsupportedMediaTypeError,
} from "../../../core/index.ts";
import { goesToUploadRoute, isUpload } from "../is-upload.ts";

/** Maximum size of the bodies of all other paths. */
const MAX_BYTES = MEGABYTE_BYTES;
const MAX_BYTES_BY_PATH = new Map([
  // 2,048 texts of the length that a model reads.
  ["/v1/embeddings", 4 * MEGABYTE_BYTES],
  ["/v1/rerank", 4 * MEGABYTE_BYTES],
  // An agent adds a file of 7 MB in base64.
  ["/mcp", 10 * MEGABYTE_BYTES],
]);
/** Maximum number of values in a JSON body. No call needs more, and each one costs memory and a check. */
const MAX_VALUES = 10_000;
const JSON_TYPE = /^application\/json[\t ]*(?:;|$)/i;

/**
 * Accepts only JSON bodies of limited size and nesting, before they are parsed. Uploads are exempt, because
 * their parser limits each file.
 *
 * @throws {UnsupportedMediaTypeError} if the content type is not `application/json`, if an upload is not
 *   `multipart/form-data`, or if the body is compressed; nothing of it is read
 * @throws {BodyTooLargeError} if the body is too large for the path
 * @throws {InvalidArgumentError} if the JSON is nested too deeply, or has too many values
 */
export function limitBodies(): MiddlewareHandler {
  return async (c, next) => {
    if (!hasBody(c)) return next();
    refuseEncoded(c);
    if (isUpload(c)) return next();
    refuseOtherTypes(c);
    const maxSize = MAX_BYTES_BY_PATH.get(c.req.path) ?? MAX_BYTES;
    const proceed = async () => {
      refuseExcess(await c.req.text());
      await next();
    };
    const onError = () => {
      throw new BodyTooLargeError(`The body is larger than ${maxSize / MEGABYTE_BYTES} MB.`, {
        hint: "Upload documents as files.",
      });
    };
    // A body cannot be longer than its `Content-Length`. The middleware would begin to read it.
    const length = c.req.header("content-length");
    const isMeasured = length === undefined || c.req.header("transfer-encoding") !== undefined;
    if (isMeasured) return bodyLimit({ maxSize, onError })(c, proceed);
    return Number(length) > maxSize ? onError() : proceed();
  };
}

/**
 * Refuses bodies of calls that read, which the server would otherwise receive to their end and throw away. A short one
 * is harmless, and some clients send it.
 *
 * @throws {BodyTooLargeError} if the body is larger than 1 MB, or does not say its length
 */
export function refuseBodiesOfReads(): MiddlewareHandler {
  return async ({ req }, next) => {
    const isRead = req.method === "GET" || req.method === "HEAD";
    const length = Number(req.header("content-length") ?? 0);
    if (isRead && (length > MAX_BYTES || req.header("transfer-encoding") !== undefined))
      throw new BodyTooLargeError("A call that reads has no body.", { hint: "Send it without a body." });
    return next();
  };
}

function refuseEncoded({ req }: Context): void {
  const encoding = req.header("content-encoding") ?? "identity";
  if (encoding.toLowerCase() === "identity") return;
  throw new UnsupportedMediaTypeError(
    `The body has the content encoding "${encoding}", which the server does not read.`,
    {
      hint: "Send the body uncompressed, without `Content-Encoding`.",
    },
  );
}

function refuseOtherTypes(c: Context): void {
  if (goesToUploadRoute(c))
    throw new UnsupportedMediaTypeError("An upload must be `multipart/form-data`.", {
      hint: "For example: curl -F file=@report.pdf URL",
    });
  if (JSON_TYPE.test(c.req.header("content-type") ?? "")) return;
  throw new UnsupportedMediaTypeError("The body is not `application/json`.", {
    hint: "Send JSON with `Content-Type: application/json`. Upload files to `/api/v1/collections/NAME/documents`.",
  });
}

/** A request on a connection has a body only if it says so. The server hands over a stream in any case. */
function hasBody({ req }: Context): boolean {
  if (req.method === "GET" || req.method === "HEAD" || req.header("content-length") === "0") return false;
  return ["content-length", "transfer-encoding", "content-type"].some((name) => req.header(name) !== undefined);
}

function refuseExcess(json: string): void {
  const excess = findJsonExcess(json, { depth: MAX_JSON_DEPTH, values: MAX_VALUES });
  if (excess === "depth") throw new InvalidArgumentError(`The JSON is nested deeper than ${MAX_JSON_DEPTH} levels.`);
  if (excess === "values")
    throw new InvalidArgumentError(`The JSON has more than ${MAX_VALUES} values.`, {
      hint: "Send fewer items in a call, and texts instead of token numbers.",
    });
}
