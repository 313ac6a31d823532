import { createRoute, z } from "@hono/zod-openapi";
import type { LydianEvent } from "../../../core/index.ts";
import { answerSchema, givenObject } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../caller-options.ts";
import { streamEvents } from "../stream-events.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, eventsOr, jsonBody, wantsEvents, where } from "./route-schemas.ts";

const summaryRequest = givenObject({
  documents: z.array(z.string().min(1).max(4_096)).max(1_000).default([]).meta({
    description: "Documents by id or URI; a container includes its members. Empty: the whole collection.",
  }),
  about: z.string().min(1).max(10_000).exactOptional().meta({ description: "Only content about this topic." }),
  words: z.int().min(20).max(5_000).exactOptional().meta({ description: "Approximate length in words; default 200." }),
  where,
  save: z.boolean().exactOptional().meta({ description: "Saves the summary with its evidence." }),
}).meta({ id: "SummaryRequest" });

const summaryRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/summaries",
  summary: "Summarize documents",
  description:
    "Reads every section; `coverage` states what was read. With `Accept: text/event-stream`, the summary is sent as events: `queued` with the number of questions ahead if there are any, `progress` while sections are read, then `done` with the whole answer, or `error`.",
  tags: ["answers"],
  request: { params: collectionParam, body: jsonBody(summaryRequest) },
  responses: eventsOr(answerSchema, "A summary with citations, or the reason why there is none."),
});

export function addSummaryRoutes(api: Api, { lydian, queues }: ApiParts): void {
  api.openapi(summaryRoute, async (c) => {
    const { documents, ...options } = c.req.valid("json");
    const caller = c.get("caller").id;
    const call = { ...callOptionsFor(c, c.req.valid("param").collection), ...options, caller };
    if (!wantsEvents(c)) return c.json(await lydian.summarize(documents, call), 200);
    queues.questions.requirePlace();
    return streamEvents(c, async ({ send, signal }) => {
      const onEvent = (event: LydianEvent) => {
        if (event.type === "queued") void send("queued", { ahead: event.ahead });
        if (event.type !== "sections-read") return;
        const { done, total } = event;
        void send("progress", { done, total });
      };
      await send("done", await lydian.summarize(documents, { ...call, signal, onEvent }));
    });
  });
}
