import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Review, ReviewNotFoundError, seesCollection } from "../../../core/index.ts";
import {
  givenObject,
  reviewOutcomeSchema,
  reviewSchema,
  reviewStatus,
  reviewSummarySchema,
} from "../../../core/schemas/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { jsonBody, responses } from "./route-schemas.ts";

const reviewParam = z.object({ review: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/) });
const tags = ["reviews"];

const listRoute = createRoute({
  method: "get",
  path: "/reviews",
  summary: "List the questions that wait for a person",
  tags,
  "x-permission": "admin",
  request: {
    query: z.object({
      status: reviewStatus.exactOptional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(100),
    }),
  },
  responses: responses(
    z.object({ reviews: z.array(reviewSummarySchema) }).meta({ id: "Reviews" }),
    "The cases whose scope is within that of this key, newest first.",
  ),
});

const readRoute = createRoute({
  method: "get",
  path: "/reviews/{review}",
  summary: "Read a case with its draft and the verdicts of the guards",
  tags,
  "x-permission": "admin",
  request: { params: reviewParam },
  responses: responses(reviewSchema, "The case."),
});

const decideRoute = createRoute({
  method: "post",
  path: "/reviews/{review}",
  summary: "Approve or reject a case",
  description: "A case is decided once. An approved answer is shown to the caller who asked.",
  tags,
  "x-permission": "admin",
  request: {
    params: reviewParam,
    body: jsonBody(givenObject({ status: z.enum(["approved", "rejected"]) }).meta({ id: "ReviewDecision" })),
  },
  responses: responses(reviewSchema, "The decided case."),
});

const outcomeRoute = createRoute({
  method: "get",
  path: "/reviews/{review}/outcome",
  summary: "Read what became of a question that the caller asked",
  description: "The id is that of the answer that was withheld.",
  tags,
  request: { params: reviewParam },
  responses: responses(reviewOutcomeSchema, "The status, and the answer if it is approved."),
});

/**
 * Adds the routes of cases for review. Administrators see and decide them; callers see what became of their questions.
 */
export function addReviewRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const { status, limit } = c.req.valid("query");
    const { collections } = c.get("caller");
    const reviews = await lydian.reviews({ ...scopeOf(c), status, limit, collections });
    return c.json({ reviews: [...reviews] }, 200);
  });
  api.openapi(readRoute, async (c) => {
    return c.json(await readReview(c, c.req.valid("param").review), 200);
  });
  api.openapi(decideRoute, async (c) => {
    const { id } = await readReview(c, c.req.valid("param").review);
    const { status } = c.req.valid("json");
    return c.json(await lydian.decideReview(id, { ...scopeOf(c), status, caller: c.get("caller").id }), 200);
  });
  api.openapi(outcomeRoute, async (c) => {
    const { review } = c.req.valid("param");
    return c.json(await lydian.reviewOutcome(review, { ...scopeOf(c), caller: c.get("caller").id }), 200);
  });

  async function readReview(c: Context<HttpVariables>, id: string): Promise<Review> {
    const review = await lydian.review(id, scopeOf(c));
    if (seesCollection(c.get("caller"), review.collection)) return review;
    throw new ReviewNotFoundError(`No case for review has the id "${id}".`, {
      hint: "GET /api/v1/reviews lists them.",
    });
  }
}

const scopeOf = (c: Context<HttpVariables>) => ({ scope: c.get("caller").scope, signal: c.get("signal") });
