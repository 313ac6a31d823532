import { never } from "../core/index.ts";
import type { AskOptions, Lydian } from "../library/index.ts";
import type { CallQueue } from "./create-call-queue.ts";

/**
 * Returns the same `Lydian`, whose calls that read or judge texts wait for their turn in a queue: questions, summaries,
 * checks of claims, texts and saved answers, and replays. A call that waits has the event `queued`. If the queue is
 * full, the call throws the error of the queue.
 */
export function queueQuestions(lydian: Lydian, queue: Pick<CallQueue, "inTurn">): Lydian {
  const inTurn = <Result>(
    work: () => Promise<Result>,
    { signal = never, onEvent }: Pick<AskOptions, "signal" | "onEvent"> = {},
  ): Promise<Result> => queue.inTurn(work, signal, (ahead) => onEvent?.({ type: "queued", ahead }));
  return {
    ...lydian,
    ask: (question, options) => inTurn(() => lydian.ask(question, options), options),
    summarize: (documents, options) => inTurn(() => lydian.summarize(documents, options), options),
    checkClaim: (claim, options) => inTurn(() => lydian.checkClaim(claim, options), options),
    checkText: (text, options) => inTurn(() => lydian.checkText(text, options), options),
    checkAnswers: (ids, options) => inTurn(() => lydian.checkAnswers(ids, options), options),
    replayAnswer: (id, options) => inTurn(() => lydian.replayAnswer(id, options), options),
  };
}
