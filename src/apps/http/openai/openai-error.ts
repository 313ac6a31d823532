import type { Context } from "hono";
import type { HttpVariables } from "../http-variables.ts";
import type { Problem } from "../problem.ts";

/** Returns whether a path belongs to the OpenAI-compatible API, whose clients expect its error format. */
export function isOpenAiPath(path: string): boolean {
  return path === "/v1" || path.startsWith("/v1/");
}

/** Converts a problem to OpenAI's format. Most clients show only the message, so it contains the hint. */
export function toOpenAiError({ detail, hint, status, code, argument, requestId }: Problem) {
  return {
    error: {
      message: hint === undefined ? detail : `${detail} ${hint}`,
      type: typeOf(status),
      param: argument ?? null,
      code,
      request_id: requestId,
    },
  };
}

export function sendOpenAiError(c: Context<HttpVariables>, problem: Problem): Response {
  return c.body(JSON.stringify(toOpenAiError(problem)), problem.status, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
}

function typeOf(status: number): string {
  if (status === 401) return "authentication_error";
  if (status === 403) return "permission_error";
  if (status === 429) return "rate_limit_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}
