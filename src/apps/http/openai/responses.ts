import type { Hono } from "hono";
import { z } from "zod";
import type { HttpVariables } from "../http-variables.ts";
import { answerFormat } from "./answer-format.ts";
import { narrateResponse } from "./narrate-response.ts";
import { openStream } from "./open-stream.ts";
import type { OpenAiParts } from "./openai-parts.ts";
import { lydianOptions, readQuestion } from "./read-api-question.ts";
import { readBody } from "./read-json-body.ts";
import { message, readMessages } from "./read-messages.ts";
import { refusable, refuse } from "./refuse-unknown.ts";
import { toResponse } from "./response-object.ts";

/** An item of the input. Only messages are read; tool calls and reasoning of other models are ignored. */
const inputItem = z.union([message, z.object({ type: z.string() })]);

const responsesRequest = z.object({
  ...refusable,
  model: z.string().min(1).max(200),
  input: z.union([z.string(), z.array(inputItem).min(1).max(1_000)]),
  stream: z.boolean().nullish(),
  text: z.object({ format: answerFormat }).nullish(),
  lydian: lydianOptions,
});

export function addResponseRoutes(api: Hono<HttpVariables>, { lydian, queues, clock }: OpenAiParts): void {
  api.post("/responses", async (c) => {
    const body = await readBody(c, responsesRequest);
    refuse(body);
    const { model, input, text, lydian: options } = body;
    const messages = typeof input === "string" ? [{ role: "user" as const, content: input }] : messagesOf(input);
    const format = text?.format;
    const question = await readQuestion(c, lydian, { ...readMessages(messages), model, format, lydian: options });
    const head = { id: `resp_${c.get("requestId")}`, created: Math.floor(clock.now() / 1_000), model };
    if (body.stream === true)
      return openStream(c, { lydian, queues }, question, (send) => narrateResponse(send, head, question));
    return c.json(toResponse(head, await lydian.ask(question.text, question.options), question), 200);
  });
}

function messagesOf(items: readonly z.output<typeof inputItem>[]): readonly z.output<typeof message>[] {
  return items.flatMap((item) => ("role" in item ? [item] : []));
}
