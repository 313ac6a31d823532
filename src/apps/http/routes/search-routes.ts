import { createRoute, z } from "@hono/zod-openapi";
import { givenObject, hitSchema, searchMode, warning } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, jsonBody, responses, where } from "./route-schemas.ts";

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
  responses: responses(searchResponse, "The hits, best first."),
});

export function addSearchRoutes(api: Api, { lydian, queues }: ApiParts): void {
  api.openapi(searchRoute, async (c) => {
    const { query, ...options } = c.req.valid("json");
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const search = () => lydian.search(query, { ...call, ...options });
    // A search with the reranker waits in the queue of the reranker, and must not hold up the fast ones.
    const isQueued = options.rerank !== true;
    const { hits, warnings } = await (isQueued ? queues.searches.inTurn(search, call.signal) : search());
    return c.json({ hits: [...hits], warnings: [...warnings] }, 200);
  });
}
