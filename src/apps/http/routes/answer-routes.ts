import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { AnswerNotFoundError, type SavedAnswer, seesCollection } from "../../../core/index.ts";
import {
  answerCheckSchema,
  answerSchema,
  replayReportSchema,
  savedAnswerSummarySchema,
  text,
} from "../../../core/schemas/index.ts";
import { requirePermission } from "../caller.ts";
import type { HttpVariables } from "../http-variables.ts";
import { sendAttachment } from "../send-attachment.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { bytes, readParams, responses } from "./route-schemas.ts";

const answerParam = z.object({ answer: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/) });
type AnswerParam = z.infer<typeof answerParam>;

const tags = ["answers"];
/** Parts of every route about one saved answer. */
const ofOneAnswer = { tags, request: { params: answerParam } };

const savedAnswer = z
  .object({
    savedAt: text,
    writtenBy: text.meta({ description: "Version of Lydian that wrote the answer." }),
    answer: answerSchema,
  })
  .meta({ id: "SavedAnswer" });

const listRoute = createRoute({
  method: "get",
  path: "/answers",
  summary: "List saved answers",
  tags,
  responses: responses(
    z.object({ answers: z.array(savedAnswerSummarySchema) }).meta({ id: "SavedAnswers" }),
    "Saved answers whose scope is within that of this key, newest first.",
  ),
});

const readRoute = createRoute({
  method: "get",
  path: "/answers/{answer}",
  summary: "Read a saved answer",
  ...ofOneAnswer,
  responses: responses(savedAnswer, "The answer as it was given."),
});

const removeRoute = createRoute({
  method: "delete",
  path: "/answers/{answer}",
  summary: "Remove a saved answer",
  description: "A key with the permission `read` removes only answers that it saved itself.",
  ...ofOneAnswer,
  responses: responses(
    z.object({ removed: z.array(text) }).meta({ id: "RemovedAnswers" }),
    "The id of the removed answer; its text is erased.",
  ),
});

const checkRoute = createRoute({
  method: "post",
  path: "/answers/{answer}/check",
  summary: "Check whether a saved answer still holds",
  description: "Compares each quote with the current documents, and each sentence with the text there.",
  ...ofOneAnswer,
  responses: responses(answerCheckSchema, "The result of each sentence."),
});

const replayRoute = createRoute({
  method: "post",
  path: "/answers/{answer}/replay",
  summary: "Ask the question of a saved answer again",
  description: "Asks the current documents, with the access scope of the saved answer.",
  ...ofOneAnswer,
  responses: responses(replayReportSchema, "The differences of each sentence; nothing is saved."),
});

const proofRoute = createRoute({
  method: "get",
  path: "/answers/{answer}/proof",
  summary: "Download the proof of a saved answer",
  description: "One HTML page that loads nothing and runs nothing. A browser saves it as a file.",
  ...ofOneAnswer,
  responses: bytes("The proof."),
});

/** Adds the routes of saved answers. Callers see an answer if they may read everything that its question could see. */
export function addAnswerRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const { collections } = c.get("caller");
    const answers = await lydian.savedAnswers({ ...scopeOf(c), collections });
    return c.json({ answers: [...answers] }, 200);
  });
  api.openapi(readRoute, async (c) => {
    const { savedAt, writtenBy, answer: content } = await readAnswer(c, c.req.valid("param"));
    return c.json({ savedAt, writtenBy, answer: content }, 200);
  });
  api.openapi(removeRoute, async (c) => {
    const id = await visibleId(c, c.req.valid("param"));
    const { id: caller, permission } = c.get("caller");
    const onlyOwn = permission === "read" ? { caller } : {};
    const { removed } = await lydian.removeAnswers([id], { ...scopeOf(c), ...onlyOwn });
    if (removed.length === 0 && permission === "read") requirePermission(c.get("caller"), "write");
    return c.json({ removed: [...removed] }, 200);
  });
  api.openapi(checkRoute, async (c) => {
    const id = await visibleId(c, c.req.valid("param"));
    const [check] = await lydian.checkAnswers([id], scopeOf(c));
    if (check === undefined) throw unknownAnswer(id);
    const claims = check.claims.map(({ citations, ...claim }) => ({ ...claim, citations: [...citations] }));
    return c.json({ ...check, claims }, 200);
  });
  api.openapi(replayRoute, async (c) => {
    const id = await visibleId(c, c.req.valid("param"));
    const { sentences, changedSettings, ...report } = await lydian.replayAnswer(id, scopeOf(c));
    return c.json({ ...report, sentences: [...sentences], changedSettings: [...changedSettings] }, 200);
  });
  api.openAPIRegistry.registerPath(proofRoute);
  api.get("/answers/:answer/proof", async (c) => {
    const id = await visibleId(c, readParams(c, answerParam));
    const { html } = await lydian.proof(id, scopeOf(c));
    return sendAttachment(c, html, `proof-${id}.html`);
  });

  async function readAnswer(c: Context<HttpVariables>, { answer: id }: AnswerParam): Promise<SavedAnswer> {
    const saved = await lydian.savedAnswer(id, scopeOf(c));
    if (seesCollection(c.get("caller"), saved.answer.collection)) return saved;
    throw unknownAnswer(id);
  }

  /** Returns the id of an answer that the caller may see. */
  async function visibleId(c: Context<HttpVariables>, param: AnswerParam): Promise<string> {
    return (await readAnswer(c, param)).answer.id;
  }
}

const scopeOf = (c: Context<HttpVariables>) => ({ scope: c.get("caller").scope, signal: c.get("signal") });

function unknownAnswer(id: string): AnswerNotFoundError {
  return new AnswerNotFoundError(`No saved answer has the id "${id}".`, { hint: "GET /api/v1/answers lists them." });
}
