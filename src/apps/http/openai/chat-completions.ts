import type { Hono } from "hono";
import { z } from "zod";
import type { Answer } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import { answerFormat } from "./answer-format.ts";
import { type Narrator, openStream, type SendEvent } from "./open-stream.ts";
import { toOpenAiError } from "./openai-error.ts";
import type { OpenAiParts } from "./openai-parts.ts";
import { type ApiQuestion, lydianOptions, readQuestion } from "./read-api-question.ts";
import { readBody } from "./read-json-body.ts";
import { message, readMessages } from "./read-messages.ts";
import { refusable, refuse } from "./refuse-unknown.ts";
import { countTokens, type SpokenAnswer, speakAnswer } from "./spoken-answer.ts";

const chatRequest = z.object({
  ...refusable,
  model: z.string().min(1).max(200),
  messages: z.array(message).min(1).max(1_000),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  response_format: answerFormat,
  lydian: lydianOptions,
});

interface Head {
  readonly id: string;
  /** Time of the answer, in seconds since 1970. */
  readonly created: number;
  readonly model: string;
}

export function addChatRoutes(api: Hono<HttpVariables>, { lydian, queues, clock }: OpenAiParts): void {
  api.post("/chat/completions", async (c) => {
    const body = await readBody(c, chatRequest);
    refuse(body);
    const { model, messages, response_format: format, lydian: options } = body;
    const question = await readQuestion(c, lydian, { ...readMessages(messages), model, format, lydian: options });
    const head = { id: `chatcmpl-${c.get("requestId")}`, created: Math.floor(clock.now() / 1_000), model };
    if (body.stream !== true)
      return c.json(toCompletion(await lydian.ask(question.text, question.options), question, head), 200);
    const hasUsage = body.stream_options?.include_usage === true;
    return openStream(c, { lydian, queues }, question, (send) => narrateChat(send, head, question, hasUsage));
  });
}

function toCompletion(answer: Answer, { isData }: ApiQuestion, head: Head) {
  const { content, refusal, citations } = speakAnswer(answer, isData);
  const message = { role: "assistant", content, refusal, annotations: toAnnotations(citations) };
  return {
    ...head,
    object: "chat.completion",
    choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }],
    usage: toUsage(answer),
    lydian: answer,
  };
}

function narrateChat(send: SendEvent, head: Head, { isData }: ApiQuestion, hasUsage: boolean): Narrator {
  // If usage is requested, every chunk except the last has an empty `usage`.
  const base = defined({ ...head, object: "chat.completion.chunk", usage: hasUsage ? null : undefined });
  const sendDelta = (delta: object, answer?: Answer): void => {
    const choice = { index: 0, delta, logprobs: null, finish_reason: answer === undefined ? null : "stop" };
    send({ data: { ...base, choices: [choice], lydian: answer } });
  };
  return {
    begin: () => sendDelta({ role: "assistant", content: "" }),
    start: () => undefined,
    tell: (content) => sendDelta({ content }),
    end(answer, written) {
      const { content, refusal, citations } = speakAnswer(answer, isData, written);
      if (isData) sendDelta(refusal === null ? { content } : { refusal });
      if (citations.length > 0) sendDelta({ annotations: toAnnotations(citations) });
      sendDelta({}, answer);
      if (hasUsage) send({ data: { ...base, choices: [], usage: toUsage(answer) } });
      send({ data: "[DONE]" });
    },
    fail: (problem) => send({ data: toOpenAiError(problem) }),
  };
}

const toAnnotations = (citations: SpokenAnswer["citations"]) =>
  citations.map((citation) => ({ type: "url_citation", url_citation: citation }));

function toUsage(answer: Answer) {
  const { input, output, reasoning, total } = countTokens(answer);
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: total,
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}
