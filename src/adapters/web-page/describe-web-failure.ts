import { errorCodeOf, HttpStatusError, LydianError, WebTimeoutError, WebUnreachableError } from "../../core/index.ts";
import type { WebResponse } from "./web-response.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "there is no host of this name",
  EAI_AGAIN: "its name cannot be looked up at the moment",
  ECONNREFUSED: "the host refuses connections",
  ECONNRESET: "the connection broke off",
  EHOSTUNREACH: "there is no route to the host",
  ENETUNREACH: "there is no route to the host",
  UND_ERR_SOCKET: "the connection broke off",
  UND_ERR_HEADERS_OVERFLOW: "its headers are too long",
  HPE_INVALID_CONSTANT: "it does not speak HTTP",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is self-signed",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate cannot be verified",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  Z_DATA_ERROR: "its compressed answer is broken",
  Z_BUF_ERROR: "its compressed answer is cut off",
};

/** Returns an error in words for a failure of the network. Lydian's own errors are returned unchanged. */
export function describeNetworkFailure({ href }: URL, error: unknown): LydianError {
  const failure = innermost(error);
  if (failure instanceof LydianError) return failure;
  const code = errorCodeOf(failure);
  if (code.startsWith("UND_ERR_") && code.endsWith("_TIMEOUT")) {
    return new WebTimeoutError(`The page ${href} did not answer in time.`, {
      hint: "Retry later, or raise web.timeoutSeconds.",
      cause: error,
    });
  }
  const reason = REASONS[code] ?? (code === "" ? "the connection failed" : code);
  return new WebUnreachableError(`The page ${href} cannot be reached: ${reason}.`, {
    hint: "Check the address and the network, then run `lydian add` with the same address again.",
    cause: error,
  });
}

/** Returns an error for a status other than success, with a hint. */
export function describeStatus({ url, status, headers }: WebResponse): HttpStatusError {
  const [wait] = headers("retry-after");
  const waitRequest = wait !== undefined && /^\d+$/.test(wait) ? ` and asks to wait ${wait} seconds` : "";
  return new HttpStatusError(status, `The page ${url.href} answered with status ${status}${waitRequest}.`, {
    hint: hintOf(status),
  });
}

function hintOf(status: number): string {
  if (status === 404 || status === 410) return "The page does not exist (any more). Check the address.";
  if (status === 401 || status === 403 || status === 407) {
    return "The page is not public. Save it with a browser, and add the file.";
  }
  if (status === 429 || status >= 500) return "The site is busy or has a fault. Retry later.";
  return "Open the address in a browser to see what it needs.";
}

/** Returns the first error if several addresses of a host failed together. */
function innermost(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? innermost(error.errors[0]) : error;
}
