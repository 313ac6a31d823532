import { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { requestId } from "hono/request-id";
import { BodyTooLargeError, type Clock, InvalidArgumentError, type Lydian } from "../../index.ts";
import type { HttpVariables } from "./http-variables.ts";
import type { JobFeed } from "./job-feed.ts";
import type { Log } from "./log.ts";
import { logCalls } from "./log-calls.ts";
import { problemOf, sendProblem } from "./problem.ts";
import { createApi } from "./routes/create-api.ts";
import { authenticate } from "./security/authenticate.ts";
import { checkHost } from "./security/check-host.ts";
import { checkOrigin } from "./security/check-origin.ts";
import { guardPage } from "./security/guard-page.ts";
import { limitCalls } from "./security/limit-calls.ts";
import type { ServerHealth } from "./server-health.ts";
import type { ServerOptions } from "./server-options.ts";

/** Of a body that is JSON: a question with its filter, or a rule; documents are uploaded otherwise. */
const MOST_JSON_BYTES = 1_048_576;

export interface HttpApp {
  readonly lydian: Lydian;
  readonly version: string;
  readonly options: ServerOptions;
  readonly log: Log;
  readonly jobs: JobFeed;
  readonly clock: Pick<Clock, "monotonicMs">;
  readonly health: ServerHealth;
}

/** The whole server as a function from request to response, without an address of its own. */
export function createApp({ lydian, version, options, log, jobs, clock, health }: HttpApp): OpenAPIHono<HttpVariables> {
  const app = new OpenAPIHono<HttpVariables>();
  app.use(requestId());
  app.use(logCalls({ log, clock }));
  app.use(guardPage());
  app.use(checkHost(options));
  if (options.allowedOrigins.length > 0) app.use(cors({ origin: [...options.allowedOrigins] }));
  app.use(checkOrigin(options));
  app.get("/healthz", (c) => c.json({ status: "ok", version }));
  app.use(
    "/api/*",
    authenticate({ isOpen: options.isOpen, checkKey: (token, signal) => lydian.checkKey(token, { signal }) }),
  );
  app.use("/api/*", limitCalls(options));
  app.use("/api/*", limitBodies(MOST_JSON_BYTES));
  app.route("/api/v1", createApi({ lydian, version, options, jobs, health }));
  app.notFound((c) => {
    const error = new InvalidArgumentError("There is nothing at this address.", {
      hint: "GET /api/docs shows what there is.",
    });
    return sendProblem(c, { ...problemOf(error, c.get("requestId")), status: 404 });
  });
  app.onError((error, c) => {
    const problem = problemOf(error, c.get("requestId"));
    if (problem.status >= 500) log.failed({ requestId: problem.requestId, error });
    return sendProblem(c, problem);
  });
  return app;
}

/** An upload is as large as its files may be, which its own parser sees to. */
function limitBodies(maxSize: number): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new BodyTooLargeError(`The body is larger than ${maxSize} bytes.`, { hint: "Upload documents as files." });
    },
  });
  return (c, next) =>
    (c.req.header("content-type") ?? "").startsWith("multipart/form-data") ? next() : limit(c, next);
}
