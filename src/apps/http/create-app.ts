import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { cors } from "hono/cors";
import { requestId } from "hono/request-id";
import { AddressNotFoundError, type Caller, type Clock, TooManyRequestsError } from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";
import type { LydianServer } from "../../server/index.ts";
import type { Queues } from "./create-queues.ts";
import type { HttpVariables } from "./http-variables.ts";
import type { JobFeed } from "./job-feed.ts";
import type { Log } from "./log.ts";
import { logCalls } from "./log-calls.ts";
import type { Metrics } from "./metrics.ts";
import { createOpenAiApi } from "./openai/create-openai-api.ts";
import { isOpenAiPath, sendOpenAiError } from "./openai/openai-error.ts";
import type { PageFiles } from "./page/read-page-files.ts";
import { servePage } from "./page/serve-page.ts";
import { type Problem, problemOf, sendProblem } from "./problem.ts";
import { addReference, routesOf } from "./reference/add-reference.ts";
import { createApi } from "./routes/create-api.ts";
import { addHealthRoute } from "./routes/health-route.ts";
import { addMetricsRoute } from "./routes/metrics-route.ts";
import { authenticate } from "./security/authenticate.ts";
import { checkHost } from "./security/check-host.ts";
import { checkOrigin } from "./security/check-origin.ts";
import { guardPage } from "./security/guard-page.ts";
import { limitBodies, refuseBodiesOfReads } from "./security/limit-bodies.ts";
import { limitCalls } from "./security/limit-calls.ts";
import { limitUploads } from "./security/limit-uploads.ts";
import { requirePermissionOfRoute } from "./security/require-permission-of-route.ts";
import type { ServerHealth } from "./server-health.ts";
import type { ServerOptions } from "./server-options.ts";
import { watchCall } from "./watch-call.ts";

export interface HttpApp {
  /** Its questions wait for their turn in the queue of questions. */
  readonly lydian: Lydian;
  readonly queues: Queues;
  readonly server: LydianServer;
  readonly version: string;
  readonly options: ServerOptions;
  readonly log: Log;
  readonly jobs: JobFeed;
  readonly metrics: Metrics;
  readonly clock: Pick<Clock, "monotonicMs" | "now">;
  readonly health: ServerHealth;
  /** Files of the web page; absent if no page is served. */
  readonly page?: PageFiles;
  /** Answers agents at `/mcp`; absent if there is no such endpoint. */
  readonly answerAgent?: AnswerAgent;
}

/** Answers one call of an agent. */
export type AnswerAgent = (request: Request, call: AgentRequest) => Promise<Response>;

interface AgentRequest {
  readonly caller: Caller;
  readonly requestId: string;
  /** Body of the request, which was read to limit it. */
  readonly body: string;
}

/** Creates the whole server as a function from request to response, without a network address. */
export function createApp(parts: HttpApp): OpenAPIHono<HttpVariables> {
  const { lydian, queues, server, version, options, log, jobs, metrics, clock, health, answerAgent } = parts;
  const app = new OpenAPIHono<HttpVariables>();
  app.use(requestId());
  app.use(logCalls(log, metrics, clock));
  app.use(watchCall(options));
  app.use(guardPage());
  app.use(checkHost(options));
  if (options.allowedOrigins.length > 0) app.use(cors({ origin: [...options.allowedOrigins] }));
  app.use(checkOrigin(options));
  app.use(refuseBodiesOfReads());
  addHealthRoute(app, { version });
  // The reference is public: a browser that shows it has no key to send.
  addReference(app, { version });
  const authenticated = authenticate(options, (token, call) => server.checkKey(token, call));
  const limited = limitCalls(options);
  const permitted = requirePermissionOfRoute(() => routesOf(app));
  const limitedUploads = limitUploads();
  const limitedBodies = limitBodies();
  // The caller is identified, limited and authorised before any of the body is read.
  for (const path of ["/api/*", "/v1/*", "/mcp", "/metrics"])
    app.use(path, authenticated, limited, permitted, limitedUploads, limitedBodies);
  addMetricsRoute(app, { lydian, server, metrics });
  app.route("/api/v1", createApi({ lydian, queues, server, version, options, jobs, health }));
  app.route("/v1", createOpenAiApi({ lydian, queues, clock }));
  if (answerAgent !== undefined)
    app.all("/mcp", async (c) => {
      const { caller, requestId } = c.var;
      return answerAgent(c.req.raw, { caller, requestId, body: await c.req.text() });
    });
  app.use(servePage(parts.page ?? new Map()));
  answerFailures(app, log);
  return app;
}

function answerFailures(app: OpenAPIHono<HttpVariables>, log: Log): void {
  app.notFound((c) => {
    const error = new AddressNotFoundError("There is nothing at this address, or the method is not allowed.", {
      hint: "GET /api/docs lists all calls.",
    });
    return sendFailure(c, { ...problemOf(error, c.get("requestId")), status: 404 });
  });
  app.onError((error, c) => {
    const signal: AbortSignal | undefined = c.get("signal");
    const cause: unknown = signal?.aborted ? signal.reason : error;
    // The caller is gone. 499 is the status that other servers log in this case.
    if (cause instanceof DOMException && cause.name === "AbortError") return new Response(null, { status: 499 });
    const problem = problemOf(cause, c.get("requestId"));
    if (problem.status >= 500 && problem.code !== "call-timeout")
      log.failed({ requestId: problem.requestId, error: cause });
    if (cause instanceof TooManyRequestsError) c.header("Retry-After", `${cause.retryAfterSeconds}`);
    return sendFailure(c, problem);
  });
}

/** Sends a problem in the format that the client of this path expects. */
function sendFailure(c: Context<HttpVariables>, problem: Problem): Response {
  // The rest of an upload is not read, so its connection cannot carry another call.
  if (c.env?.incoming?.complete === false) c.header("Connection", "close");
  return isOpenAiPath(c.req.path) ? sendOpenAiError(c, problem) : sendProblem(c, problem);
}
