import { createRoute, z } from "@hono/zod-openapi";
import { givenObject, hit, warning } from "../../../contract/index.ts";
import { callOptionsFor } from "../call-options.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { collectionParam, jsonBody, responses, where } from "./schemas.ts";

const searchRequest = givenObject({
  query: z.string().min(1).max(10_000),
  limit: z.int().min(1).max(100).exactOptional(),
  mode: z.enum(["hybrid", "lexical", "vector"]).exactOptional(),
  where,
  rerank: z.boolean().exactOptional(),
}).meta({ id: "SearchRequest" });

const searchResponse = z.object({ hits: z.array(hit), warnings: z.array(warning) }).meta({ id: "SearchResponse" });

const searchRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/search",
  summary: "Find passages",
  tags: ["search"],
  request: { params: collectionParam, body: jsonBody(searchRequest) },
  responses: responses(searchResponse, "The passages found, best first."),
});

export function addSearchRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(searchRoute, async (c) => {
    const { query, ...options } = c.req.valid("json");
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const { hits, warnings } = await lydian.search(query, { ...call, ...options });
    return c.json({ hits: [...hits], warnings: [...warnings] }, 200);
  });
}
