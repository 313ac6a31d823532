import { OpenAPIHono } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import { InvalidArgumentError, type Lydian } from "../../../index.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { JobFeed } from "../job-feed.ts";
import type { ServerOptions } from "../server-options.ts";
import { addAskRoutes } from "./ask.ts";
import { addCollectionRoutes } from "./collections.ts";
import { addDocumentRoutes } from "./documents.ts";
import { addJobRoutes } from "./jobs.ts";
import { addSearchRoutes } from "./search.ts";

/** What the routes of the API are made of. */
export interface ApiParts {
  readonly lydian: Lydian;
  readonly version: string;
  readonly options: ServerOptions;
  readonly jobs: JobFeed;
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
  addAskRoutes(api, parts);
  addCollectionRoutes(api, parts);
  addDocumentRoutes(api, parts);
  addJobRoutes(api, parts);
  addSearchRoutes(api, parts);
  return api;
}
