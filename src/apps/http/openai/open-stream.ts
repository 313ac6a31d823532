import type { Context } from "hono";
import { defined } from "../../../core/index.ts";
import type { Answer, Lydian } from "../../../index.ts";
import { streamAnswer, type WrittenAnswer } from "../../present/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import { type Problem, problemOf } from "../problem.ts";
import { writeEvents } from "../write-events.ts";
import type { Asked } from "./asking.ts";

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
  const { log, requestId } = c.var;
  return writeEvents(c, async ({ write, signal }) => {
    const narrator = narrate(({ name, data }) => {
      const text = typeof data === "string" ? data : JSON.stringify(data);
      void write(defined({ data: text, event: name }));
    });
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
      const problem = problemOf(error, requestId);
      if (problem.status >= 500) log.failed({ requestId, error });
      narrator.fail(problem);
    }
  });
}
