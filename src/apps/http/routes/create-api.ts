import { OpenAPIHono } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import { InvalidArgumentError, type Lydian } from "../../../index.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { JobFeed } from "../job-feed.ts";
import type { ServerHealth } from "../server-health.ts";
import type { ServerOptions } from "../server-options.ts";
import { addAboutRoutes } from "./about.ts";
import { addAnswerRoutes } from "./answers.ts";
import { addAskRoutes } from "./ask.ts";
import { addCollectionRoutes } from "./collections.ts";
import { addDocumentRoutes } from "./documents.ts";
import { addExplainRoutes } from "./explain.ts";
import { addJobRoutes } from "./jobs.ts";
import { addKeyRoutes } from "./keys.ts";
import { addSearchRoutes } from "./search.ts";
import { addSourceRoutes } from "./sources.ts";

/** What the routes of the API are made of. */
export interface ApiParts {
  readonly lydian: Lydian;
  readonly version: string;
  readonly options: ServerOptions;
  readonly jobs: JobFeed;
  readonly health: ServerHealth;
}

export type Api = OpenAPIHono<HttpVariables>;

/** Lydian's own API, below `/api/v1`. */
export function createApi(parts: ApiParts): Api {
  const api: Api = new OpenAPIHono<HttpVariables>({
    defaultHook: (result) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      throw new InvalidArgumentError(
        `"${issue?.path.join(".") ?? ""}" is not as it has to be: ${issue?.message ?? ""}.`,
        {
          hint: "GET /api/docs shows what this call takes.",
        },
      );
    },
  });
  api.use(etag());
  addAboutRoutes(api, parts);
  addAnswerRoutes(api, parts);
  addAskRoutes(api, parts);
  addCollectionRoutes(api, parts);
  addDocumentRoutes(api, parts);
  addExplainRoutes(api, parts);
  addJobRoutes(api, parts);
  addKeyRoutes(api, parts);
  addSearchRoutes(api, parts);
  addSourceRoutes(api, parts);
  return api;
}
