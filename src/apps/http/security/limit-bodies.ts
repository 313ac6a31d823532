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
import { isUpload } from "../is-upload.ts";

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
 * Accepts only JSON bodies of limited size and nesting, before they are parsed. Uploads are exempt, because their parser
 * limits each file.
 *
 * @throws {UnsupportedMediaTypeError} if the content type is not `application/json`
 * @throws {BodyTooLargeError} if the body is too large for the path
 * @throws {InvalidArgumentError} if the JSON is nested too deeply, or has too many values
 */
export function limitBodies(): MiddlewareHandler {
  return async (c, next) => {
    if (isUpload(c) || !hasBody(c)) return next();
    if (!JSON_TYPE.test(c.req.header("content-type") ?? ""))
      throw new UnsupportedMediaTypeError("The body is not `application/json`.", {
        hint: "Send JSON with `Content-Type: application/json`. Upload files to `/api/v1/collections/NAME/documents`.",
      });
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
    // A body cannot be longer than its `Content-Length`. The middleware would copy the request to measure it.
    const length = Number(c.req.header("content-length") ?? Number.NaN);
    const isSmall = length <= maxSize && c.req.header("transfer-encoding") === undefined;
    return isSmall ? proceed() : bodyLimit({ maxSize, onError })(c, proceed);
  };
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
