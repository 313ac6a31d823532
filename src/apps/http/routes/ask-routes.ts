import { createRoute, z } from "@hono/zod-openapi";
import type { Answer, LydianEvent } from "../../../core/index.ts";
import { answerSchema, givenObject, searchMode } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import { type EventStream, streamEvents } from "../stream-events.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, eventsOr, jsonBody, wantsEvents, where } from "./route-schemas.ts";

const askRequest = givenObject({
  question: z.string().min(1).max(10_000),
  mode: searchMode.exactOptional(),
  where,
  rerank: z.boolean().exactOptional(),
  conversation: z
    .string()
    .min(1)
    .max(64)
    .exactOptional()
    .meta({ description: "Name of a conversation that the question continues." }),
  quotesOnly: z
    .boolean()
    .exactOptional()
    .meta({ description: "Quotes the documents even if a language model is set; not with `save`." }),
  drafts: z.boolean().exactOptional().meta({
    description:
      "Only with events: sends each sentence of a language model as `draft` before its check, and as `retracted` if it fails.",
  }),
  save: z.boolean().exactOptional().meta({ description: "Saves the answer with its evidence." }),
  private: z.boolean().exactOptional().meta({
    description:
      "Stores nothing of the question: also no case for a person to review. Cannot be combined with `save` or `conversation`.",
  }),
}).meta({ id: "AskRequest" });

const askRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/ask",
  summary: "Answer a question",
  description:
    "With `Accept: text/event-stream`, the answer is sent as events: `queued` with the number of questions ahead if there are any, `passages`, then `sentence` and `verdict` for each checked sentence, then `done` with the whole answer, or `error`.",
  tags: ["answers"],
  request: { params: collectionParam, body: jsonBody(askRequest) },
  responses: eventsOr(answerSchema, "An answer with citations, or the reason why there is none."),
});

export function addAskRoutes(api: Api, { lydian, queues }: ApiParts): void {
  api.openapi(askRoute, async (c) => {
    const { question, drafts = false, ...options } = c.req.valid("json");
    const call = { ...callOptionsFor(c, c.req.valid("param").collection), ...options, caller: c.get("caller").id };
    if (!wantsEvents(c)) return c.json(await lydian.ask(question, call), 200);
    queues.questions.requirePlace();
    return streamEvents(c, async ({ send, signal }) => {
      const narrator = createNarrator(send);
      const stream = drafts ? ("unchecked" as const) : ("checked" as const);
      narrator.finish(await lydian.ask(question, { ...call, stream, signal, onEvent: narrator.listener }));
    });
  });
}

/** Sends the events of one answer. */
function createNarrator(send: EventStream["send"]) {
  let sentences = 0;
  const sendSentence = (text: string, judgement: object): void => {
    const number = sentences;
    sentences += 1;
    void send("sentence", { number, text });
    void send("verdict", { number, ...judgement });
  };
  return {
    listener: (event: LydianEvent): void => {
      if (event.type === "queued") void send("queued", { ahead: event.ahead });
      if (event.type === "context-composed")
        void send("passages", { answerId: event.answerId, passages: event.passages });
      if (event.type === "sentence-drafted") void send("draft", { text: event.text });
      if (event.type === "sentence-retracted") void send("retracted", { text: event.text, why: event.why });
      if (event.type !== "sentence-checked") return;
      const { text, verdict, why, citations } = event;
      sendSentence(text, { verdict, why, citations });
    },
    /** Sends the sentences of an answer that was not streamed, so a client needs to read only events. */
    finish(answer: Answer): void {
      if (sentences === 0 && answer.status === "grounded")
        for (const { span, verdict, why, citations } of answer.claims) {
          const cited = citations.flatMap((index) => answer.citations[index] ?? []);
          sendSentence(answer.text.slice(span.start, span.end), { verdict, why, citations: cited });
        }
      void send("done", answer);
    },
  };
}
