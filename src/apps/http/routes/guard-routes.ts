import { createRoute, z } from "@hono/zod-openapi";
import { defined, GUARD_ACTIONS, GUARD_STAGES } from "../../../core/index.ts";
import {
  givenObject,
  guardExampleSchema,
  MAX_CHECKED_CHARACTERS,
  textCheckSchema,
} from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, jsonBody, responses } from "./route-schemas.ts";

const words = z.string().max(MAX_CHECKED_CHARACTERS);

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

const exampleRequest = givenObject({
  answerId: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  stage: z.enum(GUARD_STAGES),
  guard: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  version: z.string().max(100),
  verdict: z.enum(["pass", "fail", "unmeasured"]),
  action: z.enum(GUARD_ACTIONS),
  score: z.number().min(0).max(1),
  types: z.array(z.string().max(64)).max(100),
  text: words.meta({ description: "The text as the reader saw it." }),
}).meta({ id: "GuardExampleRequest" });

const giveRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/guard-examples",
  summary: "Report that a verdict of a guard is wrong",
  description: "Keeps a labelled example on the server. The latest of each caller, answer, stage and guard counts.",
  tags: ["guards"],
  request: { params: collectionParam, body: jsonBody(exampleRequest) },
  responses: responses(guardExampleSchema, "The example as it was stored."),
});

const listRoute = createRoute({
  method: "get",
  path: "/guard-examples",
  summary: "List the verdicts that readers call wrong",
  tags: ["guards"],
  "x-permission": "admin",
  request: { query: z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }) },
  responses: responses(
    z.object({ examples: z.array(guardExampleSchema) }).meta({ id: "GuardExamples" }),
    "The examples whose scope is within that of this key, newest first.",
  ),
});

export function addGuardRoutes(api: Api, { lydian, server }: ApiParts): void {
  api.openapi(checkRoute, async (c) => {
    const { text, ...options } = c.req.valid("json");
    return c.json(await lydian.checkText(text, defined({ ...options, signal: c.get("signal") })), 200);
  });
  api.openapi(giveRoute, async (c) => {
    const call = callOptionsFor(c, c.req.valid("param").collection);
    return c.json(await server.keepGuardExample({ ...call, ...c.req.valid("json"), by: c.get("caller").id }), 200);
  });
  api.openapi(listRoute, async (c) => {
    const caller = c.get("caller");
    const { scope, collections } = caller;
    const call = { scope, collections, signal: c.get("signal"), limit: c.req.valid("query").limit };
    return c.json({ examples: [...(await server.guardExamples(call))] }, 200);
  });
}
