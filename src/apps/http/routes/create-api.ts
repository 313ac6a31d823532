import { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { etag } from "hono/etag";
import type { HttpVariables } from "../http-variables.ts";
import { refuseGiven } from "../refuse-given.ts";
import { repeatCalls } from "../repeat-calls.ts";
import { addAboutRoutes } from "./about-routes.ts";
import { addAnswerRoutes } from "./answer-routes.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { addAskRoutes } from "./ask-routes.ts";
import { addCollectionRoutes } from "./collection-routes.ts";
import { addConversationRoutes } from "./conversation-routes.ts";
import { addDocumentRoutes } from "./document-routes.ts";
import { addExampleRoutes } from "./example-routes.ts";
import { addExplainRoutes } from "./explain-routes.ts";
import { addFailedFileRoutes } from "./failed-file-routes.ts";
import { addFeedbackRoutes } from "./feedback-routes.ts";
import { addGuardRoutes } from "./guard-routes.ts";
import { addJobRoutes } from "./job-routes.ts";
import { addKeyRoutes } from "./key-routes.ts";
import { addMapRoutes } from "./map-routes.ts";
import { addProfileRoutes } from "./profile-routes.ts";
import { addReviewRoutes } from "./review-routes.ts";
import { SEE_REFERENCE } from "./route-schemas.ts";
import { addSearchRoutes } from "./search-routes.ts";
import { addSourceRoutes } from "./source-routes.ts";
import { addSummaryRoutes } from "./summary-routes.ts";
import { addWordRoutes } from "./word-routes.ts";

/** Paths of writes that accept an `Idempotency-Key`. Searches and unsaved answers change nothing. */
const REPEATABLE = ["documents", "documents/:document", "jobs", "sources", "feedback", "guard-examples"].map(
  (rest) => `/collections/:collection/${rest}`,
);

/** Sends ETags only for GET. The hash of a search can take longer than the search, and a stream has no end. */
function tagAnswers(): MiddlewareHandler {
  const tag = etag();
  return (c, next) => (c.req.method === "GET" && !c.req.path.endsWith("/events") ? tag(c, next) : next());
}

/** Creates Lydian's API, below `/api/v1`. */
export function createApi(parts: ApiParts): Api {
  const api: Api = new OpenAPIHono<HttpVariables>({
    defaultHook: (result) => {
      if (result.success) return;
      throw refuseGiven(result.error, SEE_REFERENCE);
    },
  });
  api.use(tagAnswers());
  const repeated = repeatCalls(parts.server, parts.options.timeoutMs);
  for (const path of REPEATABLE) api.use(path, repeated);
  addAboutRoutes(api, parts);
  addAnswerRoutes(api, parts);
  addAskRoutes(api, parts);
  addCollectionRoutes(api, parts);
  addConversationRoutes(api, parts);
  addDocumentRoutes(api, parts);
  addExampleRoutes(api, parts);
  addExplainRoutes(api, parts);
  addFailedFileRoutes(api, parts);
  addFeedbackRoutes(api, parts);
  addGuardRoutes(api, parts);
  addJobRoutes(api, parts);
  addKeyRoutes(api, parts);
  addMapRoutes(api, parts);
  addProfileRoutes(api, parts);
  addReviewRoutes(api, parts);
  addSearchRoutes(api, parts);
  addSourceRoutes(api, parts);
  addSummaryRoutes(api, parts);
  addWordRoutes(api, parts);
  return api;
}
