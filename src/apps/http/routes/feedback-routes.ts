import { createRoute, z } from "@hono/zod-openapi";
import { feedbackSchema, givenObject } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, jsonBody, responses } from "./route-schemas.ts";

const feedbackRequest = givenObject({
  answerId: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  rating: z.enum(["up", "down"]),
  reason: z.string().max(1_000).exactOptional(),
}).meta({ id: "FeedbackRequest" });

const path = "/collections/{collection}/feedback";

const giveRoute = createRoute({
  method: "post",
  path,
  summary: "Rate an answer",
  description:
    "Rates a saved answer, or one of the last 1,000 that this key got since the server started. The latest rating of each caller counts.",
  tags: ["answers"],
  request: { params: collectionParam, body: jsonBody(feedbackRequest) },
  responses: responses(feedbackSchema, "The feedback as it was stored."),
});

const listRoute = createRoute({
  method: "get",
  path,
  summary: "List feedback",
  tags: ["answers"],
  "x-permission": "admin",
  request: {
    params: collectionParam,
    query: z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
  },
  responses: responses(
    z.object({ feedback: z.array(feedbackSchema) }).meta({ id: "FeedbackList" }),
    "The feedback, newest first.",
  ),
});

export function addFeedbackRoutes(api: Api, { server }: ApiParts): void {
  api.openapi(giveRoute, async (c) => {
    const call = callOptionsFor(c, c.req.valid("param").collection);
    return c.json(await server.giveFeedback({ ...call, ...c.req.valid("json"), by: c.get("caller").id }), 200);
  });
  api.openapi(listRoute, async (c) => {
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const list = await server.feedback({ ...call, limit: c.req.valid("query").limit });
    return c.json({ feedback: [...list] }, 200);
  });
}
