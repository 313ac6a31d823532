import { createRoute, z } from "@hono/zod-openapi";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { answer as answerSchema } from "../../../contract/index.ts";
import type { Answer, AskOptions, Lydian, LydianEvent } from "../../../index.ts";
import { callOptionsFor } from "../call-options.ts";
import { problemOf } from "../problem.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { collectionParam, jsonBody, responses } from "./schemas.ts";

const askRequest = z
  .strictObject({
    question: z.string().min(1).max(10_000),
    mode: z.enum(["hybrid", "lexical", "vector"]).exactOptional(),
    where: z
      .string()
      .max(10_000)
      .exactOptional()
      .meta({ description: "A condition on metadata, in the filter language." }),
    rerank: z.boolean().exactOptional(),
    save: z.boolean().exactOptional().meta({ description: "Keeps the answer with all that it rests on." }),
  })
  .meta({ id: "AskRequest" });

const askRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/ask",
  summary: "Answer a question",
  description:
    "With `Accept: text/event-stream` the answer comes in events: `passages`, then each checked sentence as `sentence` and `verdict`, then `done` with the whole answer; or `error`.",
  tags: ["answers"],
  request: { params: collectionParam, body: jsonBody(askRequest) },
  responses: {
    ...responses(answerSchema, "An answer whose sentences are cited, or why there is none."),
    200: {
      description: "An answer whose sentences are cited, or why there is none.",
      content: { "application/json": { schema: answerSchema }, "text/event-stream": { schema: z.string() } },
    },
  },
});

export function addAskRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(askRoute, async (c) => {
    const { question, ...options } = c.req.valid("json");
    const call = { ...callOptionsFor(c, c.req.valid("param").collection), ...options };
    if (!(c.req.header("accept") ?? "").includes("text/event-stream"))
      return c.json(await lydian.ask(question, call), 200);
    return streamSSE(c, (stream) => streamAnswer(lydian, { question, call, requestId: c.get("requestId") }, stream));
  });
}

interface Asked {
  readonly question: string;
  readonly call: AskOptions;
  readonly requestId: string;
}

/** Once the caller has gone, the answering stops with the next thing that it would wait for. */
async function streamAnswer(
  lydian: Lydian,
  { question, call, requestId }: Asked,
  stream: SSEStreamingApi,
): Promise<void> {
  const gone = new AbortController();
  stream.onAbort(() => gone.abort());
  const sent = createSender(stream);
  try {
    const signal = call.signal === undefined ? gone.signal : AbortSignal.any([gone.signal, call.signal]);
    const answer = await lydian.ask(question, { ...call, signal, onEvent: sent.listener });
    sent.finish(answer);
  } catch (error) {
    if (gone.signal.aborted) return;
    sent.send("error", problemOf(error, requestId));
  }
  await sent.flushed();
}

function createSender(stream: SSEStreamingApi) {
  let writing: Promise<void> = Promise.resolve();
  let sentences = 0;
  const send = (event: string, value: unknown): void => {
    writing = writing.then(() => stream.writeSSE({ event, data: JSON.stringify(value) }));
  };
  const sendSentence = (text: string, judged: object): void => {
    const number = sentences;
    sentences += 1;
    send("sentence", { number, text });
    send("verdict", { number, ...judged });
  };
  return {
    send,
    flushed: () => writing,
    listener: (event: LydianEvent): void => {
      if (event.type === "context-composed") send("passages", { answerId: event.answerId, passages: event.passages });
      if (event.type !== "sentence-checked") return;
      const { text, verdict, why, citations } = event;
      sendSentence(text, { verdict, why, citations });
    },
    /** What was not written bit by bit is told so at the end: a reader of the events needs nothing else. */
    finish(answer: Answer): void {
      if (sentences === 0 && answer.status === "grounded")
        for (const { span, verdict, why, citations } of answer.claims) {
          const cited = citations.flatMap((index) => answer.citations[index] ?? []);
          sendSentence(answer.text.slice(span.start, span.end), { verdict, why, citations: cited });
        }
      send("done", answer);
    },
  };
}
