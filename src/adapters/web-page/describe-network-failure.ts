import { LydianError, WebTimeoutError, WebUnreachableError } from "../../core/index.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "there is no host of this name",
  EAI_AGAIN: "its name can not be looked up now",
  ECONNREFUSED: "it takes no connection",
  ECONNRESET: "it broke off",
  EHOSTUNREACH: "no way leads to it",
  ENETUNREACH: "no way leads to it",
  UND_ERR_SOCKET: "it broke off",
  UND_ERR_HEADERS_OVERFLOW: "its headers are too long",
  HPE_INVALID_CONSTANT: "it does not speak HTTP",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by itself",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate can not be verified",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  Z_DATA_ERROR: "its compressed answer is broken",
  Z_BUF_ERROR: "its compressed answer is cut off",
};

/** What went wrong between here and a site, in words; our own errors stay as they are. */
export function describeNetworkFailure({ href }: URL, error: unknown): LydianError {
  const failure = innermost(error);
  if (failure instanceof LydianError) return failure;
  const code = codeOf(failure);
  if (code.startsWith("UND_ERR_") && code.endsWith("_TIMEOUT")) {
    return new WebTimeoutError(`The page ${href} was not there in time.`, {
      hint: "Try again later, or raise web.timeoutSeconds.",
      cause: error,
    });
  }
  const reason = REASONS[code] ?? (code === "" ? "the connection failed" : code);
  return new WebUnreachableError(`The page ${href} can not be reached: ${reason}.`, {
    hint: "Check the address and the network; `lydian add` the same address again later.",
    cause: error,
  });
}

/** Several addresses of a host fail together; the first one's reason stands for them. */
function innermost(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? innermost(error.errors[0]) : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
