import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { defined } from "../../core/index.ts";
import { InvalidArgumentError, LydianError } from "../../index.ts";
import type { HttpVariables } from "./http-variables.ts";

/** By the code of the error; what is not named is the server's own failure. */
const statusOf: Readonly<Record<string, ContentfulStatusCode>> = {
  "address-not-found": 404,
  "answer-not-found": 404,
  "body-too-large": 413,
  "call-running": 409,
  "call-timeout": 504,
  "collection-not-found": 404,
  "document-not-found": 404,
  "embedding-failed": 502,
  "file-too-large": 413,
  "generation-failed": 502,
  "guard-blocked": 422,
  "invalid-argument": 400,
  "invalid-filter": 400,
  "invalid-metadata-rule": 400,
  "job-not-found": 404,
  "key-not-found": 404,
  "key-required": 401,
  "model-unavailable": 503,
  "not-permitted": 403,
  "private-address": 400,
  "rerank-failed": 502,
  "source-not-found": 404,
  "source-unavailable": 409,
  "space-mismatch": 409,
  "store-busy": 503,
  "too-many-requests": 429,
  "unsupported-media-type": 415,
};

/** What went wrong, as RFC 9457 has it; `code` is that of docs/reference/errors.md. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: ContentfulStatusCode;
  readonly detail: string;
  readonly code: string;
  readonly hint?: string;
  /** Of what was sent, where one field is not as it has to be. */
  readonly argument?: string;
  readonly requestId: string;
}

/** Of an error that Lydian did not expect nothing is told but that it was one: its message may hold anything. */
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

function describe(
  error: unknown,
): Pick<Problem, "code" | "detail" | "status"> & { readonly hint?: string | undefined } {
  if (error instanceof LydianError) {
    const { code, message: detail, hint } = error;
    return { code, detail, status: statusOf[code] ?? 500, hint };
  }
  // Of the framework, which reads bodies before a route sees them.
  if (error instanceof HTTPException && error.status < 500) {
    const code = error.status === 415 ? "unsupported-media-type" : "invalid-argument";
    const hint = "Send JSON with `Content-Type: application/json`, files as `multipart/form-data`.";
    return { code, detail: `${error.message}.`, status: error.status, hint };
  }
  return {
    code: "unexpected",
    detail: "Something went wrong that was not expected.",
    status: 500,
    hint: "The server's log has it under this request id.",
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
