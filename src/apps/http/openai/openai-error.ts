import type { Context } from "hono";
import type { HttpVariables } from "../http-variables.ts";
import type { Problem } from "../problem.ts";

/** Whether a client of the OpenAI API calls, and expects its errors. */
export function isOpenAiPath(path: string): boolean {
  return path === "/v1" || path.startsWith("/v1/");
}

/** A problem in the shape of OpenAI's errors; most clients show the message alone, so that the hint is in it. */
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
