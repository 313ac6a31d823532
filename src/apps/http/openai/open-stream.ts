import type { Context } from "hono";
import type { Answer } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { streamAnswer, type WrittenAnswer } from "../../present/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import { type Problem, problemOf } from "../problem.ts";
import { writeEvents } from "../write-events.ts";
import type { ApiQuestion } from "./read-api-question.ts";

/** Sends an answer in the format of one of the APIs. */
export interface Narrator {
  begin(): void;
  /** Sends a piece of the content; not called for data. */
  tell(piece: string): void;
  end(answer: Answer, written: WrittenAnswer): void;
  fail(problem: Problem): void;
}

export type SendEvent = (event: NamedEvent) => void;

interface NamedEvent {
  readonly name?: string;
  readonly data: unknown;
}

interface StreamRequest {
  readonly question: ApiQuestion;
  narrate(send: SendEvent): Narrator;
}

/** Streams an answer as events, and stops answering when the caller disconnects. */
export function openStream(c: Context<HttpVariables>, lydian: Lydian, { question, narrate }: StreamRequest): Response {
  const { log, requestId } = c.var;
  return writeEvents(c, async ({ write, signal }) => {
    const narrator = narrate(({ name, data }) => {
      const text = typeof data === "string" ? data : JSON.stringify(data);
      void write(defined({ data: text, event: name }));
    });
    const text = streamAnswer();
    narrator.begin();
    try {
      const answer = await lydian.ask(question.text, {
        ...question.options,
        signal,
        onEvent: (event) => {
          if (event.type === "sentence-checked" && !question.isData) narrator.tell(text.sentence(event));
        },
      });
      const { rest, written } = text.finish(answer);
      if (rest !== "" && !question.isData) narrator.tell(rest);
      narrator.end(answer, written);
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error, requestId);
      if (problem.status >= 500) log.failed({ requestId, error });
      narrator.fail(problem);
    }
  });
}
