import type { MiddlewareHandler } from "hono";
import { TooManyRequestsError } from "../../../core/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import { isUpload } from "../is-upload.ts";
import { createRunningCounts } from "./running-counts.ts";

/** Maximum number of unfinished uploads of each caller, also of the user of this machine, who has no other limit. */
const MAX_OF_CALLER = 16;
/** Maximum number of unfinished uploads of all callers. */
const MAX_OF_ALL = 64;
const RETRY_SECONDS = 5;

/** Limits the uploads that are received at the same time, which may take any time as long as they make progress. */
export function limitUploads(): MiddlewareHandler<HttpVariables> {
  const open = createRunningCounts();
  return async (c, next) => {
    if (!isUpload(c)) return next();
    const { id } = c.get("caller");
    if (open.of(id) >= MAX_OF_CALLER) throw rejection(`This caller has ${MAX_OF_CALLER} unfinished uploads`);
    if (open.total() >= MAX_OF_ALL) throw rejection(`The server has ${MAX_OF_ALL} unfinished uploads`);
    const end = open.begin(id);
    try {
      await next();
    } finally {
      end();
    }
  };
}

function rejection(reason: string): TooManyRequestsError {
  return new TooManyRequestsError(`${reason}, which is the maximum.`, {
    retryAfterSeconds: RETRY_SECONDS,
    hint: "Wait until one has ended. An upload can have many files.",
  });
}
