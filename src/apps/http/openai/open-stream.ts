import type { Context } from "hono";
import type { Answer } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { streamAnswer, type WrittenAnswer } from "../../present/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import { type Problem, problemOf } from "../problem.ts";
import { writeEvents } from "../write-events.ts";
import type { OpenAiParts } from "./openai-parts.ts";
import type { ApiQuestion } from "./read-api-question.ts";

/** Sends an answer in the format of one of the APIs. */
export interface Narrator {
  begin(): void;
  /** Says that other questions are ahead; absent if the format has no event for it. */
  wait?(): void;
  /** Says that the answer is being made; called once, before `tell` and `end`. */
  start(): void;
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

/**
 * Streams an answer as events, and stops answering when the caller disconnects.
 *
 * @throws {TooManyRequestsError} if too many questions wait
 */
export function openStream(
  c: Context<HttpVariables>,
  { lydian, queues }: Pick<OpenAiParts, "lydian" | "queues">,
  question: ApiQuestion,
  narrate: (send: SendEvent) => Narrator,
): Response {
  const { log, requestId } = c.var;
  queues.questions.requirePlace();
  return writeEvents(c, async ({ write, signal }) => {
    const narrator = narrate(({ name, data }) => {
      const text = typeof data === "string" ? data : JSON.stringify(data);
      void write(defined({ data: text, event: name }));
    });
    const text = streamAnswer();
    let isStarted = false;
    const start = () => {
      if (!isStarted) narrator.start();
      isStarted = true;
    };
    narrator.begin();
    try {
      const answer = await lydian.ask(question.text, {
        ...question.options,
        signal,
        onEvent: (event) => {
          if (event.type === "queued") return narrator.wait?.();
          start();
          if (event.type === "sentence-checked" && !question.isData) narrator.tell(text.sentence(event));
        },
      });
      const { rest, written } = text.finish(answer);
      start();
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
