import { createRoute, z } from "@hono/zod-openapi";
import { text } from "../../../contract/index.ts";
import type { Document, DocumentSummary } from "../../../index.ts";
import { callOptionsFor } from "../call-options.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { collectionParam, responses } from "./schemas.ts";
import { suggestQuestions } from "./suggest-questions.ts";

const MOST_QUESTIONS = 4;
const MOST_READ = 24;
/** A book is not worth its reading here. */
const MOST_CHARACTERS = 200_000;

const examplesRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/examples",
  summary: "Questions that its documents answer",
  description:
    "The same documents give the same questions. They are made of headings that ask and of plain sentences; whether the answer is sure enough is not known before they are asked.",
  tags: ["collections"],
  request: { params: collectionParam },
  responses: responses(z.object({ questions: z.array(text) }).meta({ id: "Examples" }), "At most four."),
});

export function addExampleRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(examplesRoute, async (c) => {
    const call = callOptionsFor(c, c.req.valid("param").collection);
    const documents: Document[] = [];
    for (const { id } of spread(await lydian.list(call))) {
      const document = await lydian.read(id, call);
      if (document !== undefined) documents.push(document);
    }
    return c.json({ questions: [...suggestQuestions(documents, MOST_QUESTIONS)] }, 200);
  });
}

/** A few of all, spread over them by their ids, which follow no order of their own. */
function spread(all: readonly DocumentSummary[]): readonly DocumentSummary[] {
  return all
    .filter(({ receipt }) => receipt.characters <= MOST_CHARACTERS)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, MOST_READ);
}
