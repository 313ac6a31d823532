import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Lydian } from "../../../library/index.ts";
import type { LydianServer } from "../../../server/index.ts";
import type { Queues } from "../create-queues.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { JobFeed } from "../job-feed.ts";
import type { ServerHealth } from "../server-health.ts";
import type { ServerOptions } from "../server-options.ts";

/** Everything that the routes of the API need. */
export interface ApiParts {
  /** Its questions wait for their turn in the queue of questions. */
  readonly lydian: Lydian;
  readonly queues: Queues;
  readonly server: LydianServer;
  readonly version: string;
  readonly options: ServerOptions;
  readonly jobs: JobFeed;
  readonly health: ServerHealth;
}

export type Api = OpenAPIHono<HttpVariables>;
