import { createRoute, z } from "@hono/zod-openapi";
import type { ChunkStanding } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { explanationSchema, givenObject, searchMode, span } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { toPublic, unknownDocument } from "./public-document.ts";
import { collectionParam, jsonBody, responses } from "./route-schemas.ts";

const explainRequest = givenObject({
  query: z.string().min(1).max(10_000),
  document: z.string().min(1).max(4_096).meta({ description: "Id or URI of the document, or the end of its URI." }),
  span: span.exactOptional().meta({ description: "Only chunks that overlap this span." }),
  limit: z.int().min(1).max(100).exactOptional(),
  mode: searchMode.exactOptional(),
  where: z.string().max(10_000).exactOptional(),
  rerank: z.boolean().exactOptional(),
}).meta({ id: "ExplainRequest" });

const explainRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/explain",
  summary: "Explain why a passage is or is not a hit",
  description: "Shows the rank of each chunk of a document at every stage of a search, and why it is not a hit.",
  tags: ["search"],
  request: { params: collectionParam, body: jsonBody(explainRequest) },
  responses: responses(explanationSchema, "The chunks in reading order."),
});

export function addExplainRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(explainRoute, async (c) => {
    const { query, document, ...options } = c.req.valid("json");
    const call = callOptionsFor(c, c.req.valid("param").collection);
    // `explain` also covers documents outside the scope, which this caller may not know.
    const readable = await lydian.read(document, call);
    if (readable === undefined) throw unknownDocument(document);
    const explanation = await lydian.explain(query, readable.id, { ...call, ...options });
    const { warnings, rephrasings, hits, chunks } = explanation;
    return c.json(
      defined({
        query,
        document: toPublic(explanation.document),
        rephrasings: rephrasings && [...rephrasings],
        hits,
        chunks: chunks.map(toPublicChunk),
        warnings: [...warnings],
      }),
      200,
    );
  });
}

function toPublicChunk({ headingPath, stages, ...chunk }: ChunkStanding) {
  return {
    ...chunk,
    headingPath: [...headingPath],
    stages: stages.map(({ parts, ...stage }) => ({ ...stage, parts: [...parts] })),
  };
}
