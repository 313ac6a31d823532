import { createRoute, z } from "@hono/zod-openapi";
import { explanationSchema, givenObject, searchMode, span } from "../../../core/schemas/index.ts";
import type { ChunkStanding } from "../../../index.ts";
import { callOptionsFor } from "../call-options.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { toPublic, unknownDocument } from "./public-document.ts";
import { collectionParam, jsonBody, responses } from "./schemas.ts";

const explainRequest = givenObject({
  query: z.string().min(1).max(10_000),
  document: z.string().min(1).max(4_096).meta({ description: "Its id or URI, or the end of one." }),
  span: span.exactOptional().meta({ description: "Only the chunks that touch it." }),
  limit: z.int().min(1).max(100).exactOptional(),
  mode: searchMode.exactOptional(),
  where: z.string().max(10_000).exactOptional(),
  rerank: z.boolean().exactOptional(),
}).meta({ id: "ExplainRequest" });

const explainRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/explain",
  summary: "Why not this passage?",
  description: "Where the chunks of a document stand at every stage of a search, and what kept them out.",
  tags: ["search"],
  request: { params: collectionParam, body: jsonBody(explainRequest) },
  responses: responses(explanationSchema, "In reading order."),
});

export function addExplainRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(explainRoute, async (c) => {
    const { query, document, ...options } = c.req.valid("json");
    const call = callOptionsFor(c, c.req.valid("param").collection);
    // `explain` tells of documents outside the scope, too; for this caller they are not there.
    const readable = await lydian.read(document, call);
    if (readable === undefined) throw unknownDocument(document);
    const told = await lydian.explain(query, readable.id, { ...call, ...options });
    const { warnings, rephrasings, hits } = told;
    const rephrased = rephrasings === undefined ? {} : { rephrasings: [...rephrasings] };
    const explained = { ...rephrased, hits, chunks: told.chunks.map(toPublicChunk), warnings: [...warnings] };
    return c.json({ query, document: toPublic(told.document), ...explained }, 200);
  });
}

function toPublicChunk({ headingPath, stages, ...chunk }: ChunkStanding) {
  return {
    ...chunk,
    headingPath: [...headingPath],
    stages: stages.map(({ parts, ...stage }) => ({ ...stage, parts: [...parts] })),
  };
}
