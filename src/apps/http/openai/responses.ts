import type { Hono } from "hono";
import { z } from "zod";
import type { HttpVariables } from "../http-variables.ts";
import { answerFormat } from "./answer-format.ts";
import { toAsked, wishes } from "./asking.ts";
import { message, readConversation } from "./conversation.ts";
import type { OpenAiParts } from "./create-openai-api.ts";
import { narrateResponse } from "./narrate-response.ts";
import { openStream } from "./open-stream.ts";
import { readBody } from "./read-body.ts";
import { refusable, refuse } from "./refuse-unknown.ts";
import { toResponse } from "./response-object.ts";

/** What is no message is left out: calls of tools, and thought, of another model's answers. */
const inputItem = z.union([message, z.object({ type: z.string() })]);

const responsesRequest = z.object({
  ...refusable,
  model: z.string().min(1).max(200),
  input: z.union([z.string(), z.array(inputItem).min(1).max(1_000)]),
  stream: z.boolean().nullish(),
  text: z.object({ format: answerFormat }).nullish(),
  lydian: wishes,
});

export function addResponseRoutes(api: Hono<HttpVariables>, { lydian, clock }: OpenAiParts): void {
  api.post("/responses", async (c) => {
    const body = await readBody(c, responsesRequest);
    refuse(body);
    const { model, input, text, lydian: wished } = body;
    const messages = typeof input === "string" ? [{ role: "user" as const, content: input }] : messagesOf(input);
    const conversation = readConversation(messages);
    const asked = await toAsked(c, lydian, { ...conversation, model, format: text?.format, wishes: wished });
    const head = { id: `resp_${c.get("requestId")}`, created: Math.floor(clock.now() / 1_000), model };
    if (body.stream === true)
      return openStream(c, lydian, { asked, narrate: (send) => narrateResponse({ send, head, asked }) });
    return c.json(toResponse(head, { answer: await lydian.ask(asked.question, asked.options), asked }), 200);
  });
}

function messagesOf(items: readonly z.output<typeof inputItem>[]): readonly z.output<typeof message>[] {
  return items.flatMap((item) => ("role" in item ? [item] : []));
}
