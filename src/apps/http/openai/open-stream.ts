import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { Answer, Lydian } from "../../../index.ts";
import { streamAnswer, type WrittenAnswer } from "../../../present/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import { type Problem, problemOf } from "../problem.ts";
import type { Asked } from "./asking.ts";

/** So often is a stream that has nothing to say kept open: those between would take it for dead. */
const PING_MS = 15_000;

/** What becomes of an answer, in the words of one of the APIs. */
export interface Narrator {
  begin(): void;
  /** A bit of the content; none is told where data is wanted. */
  tell(bit: string): void;
  end(answer: Answer, written: WrittenAnswer): void;
  fail(problem: Problem): void;
}

export type SendEvent = (event: { readonly name?: string; readonly data: unknown }) => void;

interface Streamed {
  readonly asked: Asked;
  narrate(send: SendEvent): Narrator;
}

/** Answers as events. Once the caller has gone, the answering stops with the next thing that it would wait for. */
export function openStream(c: Context<HttpVariables>, lydian: Lydian, { asked, narrate }: Streamed): Response {
  // The context is not to be used once the answer has begun.
  const call = { log: c.get("log"), requestId: c.get("requestId") };
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort(new DOMException("The caller has gone.", "AbortError")));
    const signal = AbortSignal.any([gone.signal, asked.options.signal]);
    const sender = createSender(stream);
    const pinging = setInterval(() => sender.ping(), PING_MS);
    const narrator = narrate(sender.send);
    const text = streamAnswer();
    narrator.begin();
    try {
      const answer = await lydian.ask(asked.question, {
        ...asked.options,
        signal,
        onEvent: (event) => {
          if (event.type === "sentence-checked" && !asked.isData) narrator.tell(text.sentence(event));
        },
      });
      const { rest, written } = text.finish(answer);
      if (rest !== "" && !asked.isData) narrator.tell(rest);
      narrator.end(answer, written);
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error, call.requestId);
      if (problem.status >= 500) call.log.failed({ requestId: call.requestId, error });
      narrator.fail(problem);
    } finally {
      clearInterval(pinging);
      await sender.flushed();
    }
  });
}

/** Writes one event after the other, in the order in which they are sent. */
function createSender(stream: SSEStreamingApi) {
  let writing: Promise<unknown> = Promise.resolve();
  const send: SendEvent = ({ name, data }) => {
    const text = typeof data === "string" ? data : JSON.stringify(data);
    writing = writing.then(() => stream.writeSSE({ data: text, ...(name === undefined ? {} : { event: name }) }));
  };
  return {
    send,
    ping: () => {
      writing = writing.then(() => stream.write(": still there\n\n"));
    },
    flushed: () => writing,
  };
}
