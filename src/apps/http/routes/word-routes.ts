import { createRoute, z } from "@hono/zod-openapi";
import { givenObject, text } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, jsonBody, responses } from "./route-schemas.ts";

const wordsRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/words",
  summary: "Count the passages with the words of a question",
  description:
    "Counts up to twelve words that say what the question is about, in their order; each is counted up to 1,000.",
  tags: ["search"],
  request: {
    params: collectionParam,
    body: jsonBody(givenObject({ question: z.string().min(1).max(10_000) }).meta({ id: "WordsRequest" })),
  },
  responses: responses(
    z.object({ words: z.array(z.object({ word: text, passages: z.int() })) }).meta({ id: "Words" }),
    "The words with their counts.",
  ),
});

export function addWordRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(wordsRoute, async (c) => {
    const { question } = c.req.valid("json");
    const words = await lydian.countWords(question, callOptionsFor(c, c.req.valid("param").collection));
    return c.json({ words: [...words] }, 200);
  });
}
