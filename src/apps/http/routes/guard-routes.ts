import { createRoute, z } from "@hono/zod-openapi";
import { defined, GUARD_STAGES } from "../../../core/index.ts";
import { givenObject, textCheckSchema } from "../../../core/schemas/index.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { jsonBody, responses } from "./route-schemas.ts";

/** Maximum length of a text. Guards share the thread of the server, and read about 1 KB in a millisecond. */
const MAX_CHARACTERS = 200_000;
const words = z.string().max(MAX_CHARACTERS);

const checkRequest = givenObject({
  text: words,
  stage: z.enum(GUARD_STAGES).default("input"),
  origin: z.enum(["user", "model", "system"]).exactOptional().meta({ description: "Author of the text." }),
  context: givenObject({
    question: words.exactOptional(),
    evidence: z.array(words).max(100).exactOptional(),
    evidenceScore: z.number().min(0).max(1).exactOptional(),
    systemPrompt: words.exactOptional(),
  })
    .exactOptional()
    .meta({ description: "Question, evidence and prompt of the text, for guards that compare it with them." }),
}).meta({ id: "TextCheckRequest" });

const checkRoute = createRoute({
  method: "post",
  path: "/guard",
  summary: "Check a text with the guards of a stage",
  description: "The policy of the server decides. The text is stored nowhere, and no document is read.",
  tags: ["guards"],
  request: { body: jsonBody(checkRequest) },
  responses: responses(textCheckSchema, "The verdicts, and the text to use."),
});

export function addGuardRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(checkRoute, async (c) => {
    const { text, ...options } = c.req.valid("json");
    return c.json(await lydian.checkText(text, defined({ ...options, signal: c.get("signal") })), 200);
  });
}
