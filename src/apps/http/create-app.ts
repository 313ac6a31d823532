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
import type { Metrics } from "./metrics.ts";
import { type PageFiles, servePage } from "./page/index.ts";
import { problemOf, sendProblem } from "./problem.ts";
import { addReference } from "./reference/add-reference.ts";
import { createApi } from "./routes/create-api.ts";
import { addHealthRoute } from "./routes/health.ts";
import { addMetricsRoute } from "./routes/metrics.ts";
import { authenticate } from "./security/authenticate.ts";
import { checkHost } from "./security/check-host.ts";
import { checkOrigin } from "./security/check-origin.ts";
import { guardPage } from "./security/guard-page.ts";
import { limitCalls } from "./security/limit-calls.ts";
import type { ServerHealth } from "./server-health.ts";
import type { ServerOptions } from "./server-options.ts";
import { watchCall } from "./watch-call.ts";

/** Of a body that is JSON: a question with its filter, or a rule; documents are uploaded otherwise. */
const MOST_JSON_BYTES = 1_048_576;

export interface HttpApp {
  readonly lydian: Lydian;
  readonly version: string;
  readonly options: ServerOptions;
  readonly log: Log;
  readonly jobs: JobFeed;
  readonly metrics: Metrics;
  readonly clock: Pick<Clock, "monotonicMs">;
  readonly health: ServerHealth;
  /** Absent: no page is served. */
  readonly page?: PageFiles;
}

/** The whole server as a function from request to response, without an address of its own. */
export function createApp(given: HttpApp): OpenAPIHono<HttpVariables> {
  const { lydian, version, options, log, jobs, metrics, clock, health } = given;
  const app = new OpenAPIHono<HttpVariables>();
  app.use(requestId());
  app.use(logCalls({ log, metrics, clock }));
  app.use(watchCall(options));
  app.use(guardPage());
  app.use(checkHost(options));
  if (options.allowedOrigins.length > 0) app.use(cors({ origin: [...options.allowedOrigins] }));
  app.use(checkOrigin(options));
  addHealthRoute(app, { version });
  // What the calls are is no secret, and a browser that reads about them has no key to send.
  addReference(app, { version });
  const authenticated = authenticate({
    isOpen: options.isOpen,
    checkKey: (token, signal) => lydian.checkKey(token, { signal }),
  });
  for (const path of ["/api/*", "/metrics"]) {
    app.use(path, authenticated);
    app.use(path, limitCalls(options));
  }
  app.use("/api/*", limitBodies(MOST_JSON_BYTES));
  addMetricsRoute(app, { lydian, metrics });
  app.route("/api/v1", createApi({ lydian, version, options, jobs, health }));
  app.use(servePage(given.page ?? new Map()));
  answerFailures(app, log);
  return app;
}

function answerFailures(app: OpenAPIHono<HttpVariables>, log: Log): void {
  app.notFound((c) => {
    const error = new InvalidArgumentError("There is nothing at this address.", {
      hint: "GET /api/docs shows what there is.",
    });
    return sendProblem(c, { ...problemOf(error, c.get("requestId")), status: 404 });
  });
  app.onError((error, c) => {
    const signal: AbortSignal | undefined = c.get("signal");
    const cause: unknown = signal?.aborted ? signal.reason : error;
    // Nobody reads it; the log has it as other servers have it.
    if (cause instanceof DOMException && cause.name === "AbortError") return new Response(null, { status: 499 });
    const problem = problemOf(cause, c.get("requestId"));
    if (problem.status >= 500 && problem.code !== "call-timeout")
      log.failed({ requestId: problem.requestId, error: cause });
    return sendProblem(c, problem);
  });
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
