import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { defined, InvalidArgumentError, LydianError } from "../../core/index.ts";
import { withoutPaths } from "../present/index.ts";
import type { HttpVariables } from "./http-variables.ts";

/** HTTP status by error code; all other errors are failures of the server. */
const statusOf: Readonly<Record<string, ContentfulStatusCode>> = {
  "address-not-found": 404,
  "answer-not-found": 404,
  "body-too-large": 413,
  "body-too-slow": 408,
  "call-running": 409,
  "call-timeout": 504,
  "collection-not-found": 404,
  "conversation-not-found": 404,
  "disk-full": 507,
  "document-not-found": 404,
  "embedding-failed": 502,
  "file-too-large": 413,
  "generation-failed": 502,
  "guard-blocked": 422,
  "needs-review": 422,
  "invalid-argument": 400,
  "invalid-filter": 400,
  "invalid-metadata-rule": 400,
  "job-not-found": 404,
  "key-not-found": 404,
  "key-required": 401,
  "model-unavailable": 503,
  "not-permitted": 403,
  "private-address": 400,
  "query-too-complex": 422,
  "quota-exceeded": 429,
  "rerank-failed": 502,
  "review-not-found": 404,
  "source-not-found": 404,
  "source-unavailable": 409,
  "space-mismatch": 409,
  "store-busy": 503,
  "too-many-requests": 429,
  "unsupported-media-type": 415,
  "untrusted-store": 403,
};

/** Problem details of RFC 9457; `code` is listed in docs/reference/errors.md. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: ContentfulStatusCode;
  readonly detail: string;
  readonly code: string;
  readonly hint?: string;
  /** Name of the invalid field, if there is one. */
  readonly argument?: string;
  readonly requestId: string;
}

/** Turns an error into a problem. An unexpected error is not described, since its message may contain anything. */
export function problemOf(error: unknown, requestId: string): Problem {
  const { code, detail, status, hint } = describe(error);
  const argument = error instanceof InvalidArgumentError ? error.argument : undefined;
  return defined({
    type: `urn:lydian:error:${code}`,
    title: titleOf(code),
    status,
    detail,
    code,
    hint,
    argument,
    requestId,
  });
}

interface ErrorDescription extends Pick<Problem, "code" | "detail" | "status"> {
  readonly hint?: string | undefined;
}

function describe(error: unknown): ErrorDescription {
  if (error instanceof LydianError) {
    const { code } = error;
    const { message: detail, hint } = withoutPaths(error);
    return { code, detail, status: statusOf[code] ?? 500, hint };
  }
  // Errors of the framework, which reads bodies before a route does.
  if (error instanceof HTTPException && error.status < 500) {
    const code = error.status === 415 ? "unsupported-media-type" : "invalid-argument";
    const hint = "Send JSON with `Content-Type: application/json`, and files as `multipart/form-data`.";
    return { code, detail: `${error.message}.`, status: error.status, hint };
  }
  return {
    code: "unexpected",
    detail: "The server failed unexpectedly.",
    status: 500,
    hint: "See this request id in the log of the server.",
  };
}

export function sendProblem(c: Context<HttpVariables>, problem: Problem): Response {
  return c.body(JSON.stringify(problem), problem.status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
  });
}

function titleOf(code: string): string {
  const words = code.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
