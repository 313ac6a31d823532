import { createRoute, z } from "@hono/zod-openapi";
import { givenObject, hitSchema, searchMode, warning } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../call-options.ts";
import { createCallQueue } from "../create-call-queue.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { collectionParam, jsonBody, responses, where } from "./schemas.ts";

const searchRequest = givenObject({
  query: z.string().min(1).max(10_000),
  limit: z.int().min(1).max(100).exactOptional(),
  mode: searchMode.exactOptional(),
  where,
  rerank: z.boolean().exactOptional(),
}).meta({ id: "SearchRequest" });

const searchResponse = z
  .object({ hits: z.array(hitSchema), warnings: z.array(warning) })
  .meta({ id: "SearchResponse" });

const searchRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/search",
  summary: "Find passages",
  tags: ["search"],
  request: { params: collectionParam, body: jsonBody(searchRequest) },
  responses: responses(searchResponse, "The passages found, best first."),
});

/** More of them would not end sooner, since they share one thread; so many may wait for a service that embeds their queries. */
const SEARCHES_AT_ONCE = 16;

export function addSearchRoutes(api: Api, { lydian, options: { maxWaiting } }: ApiParts): void {
  const queue = createCallQueue({ atOnce: SEARCHES_AT_ONCE, mostWaiting: maxWaiting });
  api.openapi(searchRoute, async (c) => {
    const { query, ...options } = c.req.valid("json");
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const search = () => lydian.search(query, { ...call, ...options });
    // Who waits for the reranker has its queue before them, and would keep others from what takes milliseconds.
    const isQueued = options.rerank !== true;
    if (isQueued && queue.isFull) c.header("Retry-After", "1");
    const { hits, warnings } = await (isQueued ? queue.inTurn(search, call.signal) : search());
    return c.json({ hits: [...hits], warnings: [...warnings] }, 200);
  });
}
