import { useSyncExternalStore } from "react";
import type { Answer } from "../../src/core/index.ts";
import { type AskRequest, askServer, ProblemError, toProblem } from "../api/index.ts";
import { type AskEvent, type Asking, beginAsking, follow, isRunning } from "./asking.ts";
import { keepQuestion } from "./history.ts";

/** Question asked last; its answer continues while the user is in another view. */
let current: Asking | undefined;
let running = new AbortController();
const listeners = new Set<() => void>();

function show(asking: Asking | undefined): void {
  current = asking;
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export const useAsking = (): Asking | undefined => useSyncExternalStore(listen, () => current);

export const stopAsking = (): void => running.abort();

export interface Asked extends Pick<Asking, "question" | "collection" | "conversation" | "isKept"> {
  readonly quotesOnly?: true;
  /** Called with the complete answer. */
  onAnswer(answer: Answer): void;
}

/** Asks a question, and stops the previous one. */
export async function ask({ onAnswer, quotesOnly, ...asked }: Asked): Promise<void> {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  let asking = beginAsking(asked);
  show(asking);
  const take = (event: AskEvent): void => {
    asking = follow(asking, event);
    if (!signal.aborted || event.type === "stopped") show(asking);
  };
  try {
    for await (const event of readAnswer({ ...toRequest(asked), quotesOnly }, signal)) take(event);
    if (isRunning(asking)) throw cutOff();
  } catch (error) {
    if (!signal.aborted) take({ type: "failed", error: toProblem(error) });
    else if (current?.question === asking.question && isRunning(current)) take({ type: "stopped" });
  }
  if (asking.answer === undefined || signal.aborted) return;
  keepQuestion({ conversation: asked.conversation, isKept: asked.isKept, answer: asking.answer });
  onAnswer(asking.answer);
}

/** Only a private question joins no conversation. */
function toRequest({ question, collection, conversation, isKept }: Omit<Asked, "onAnswer" | "quotesOnly">): AskRequest {
  const request = { question, collection, save: isKept, drafts: true };
  return conversation === "" ? { ...request, private: true } : { ...request, conversation };
}

/** Yields the events of an answer that this page understands. */
async function* readAnswer(request: AskRequest, signal: AbortSignal): AsyncGenerator<AskEvent> {
  for await (const { event, data } of askServer(request, signal)) {
    const understood = toEvent(event, data);
    if (understood !== undefined) yield understood;
  }
}

/** Events that this page understands; a newer server may send others. */
const told: ReadonlySet<string> = new Set(["queued", "passages", "draft", "retracted", "sentence", "verdict"]);

function toEvent(event: string, data: string): AskEvent | undefined {
  if (event === "done") {
    const answer: Answer = JSON.parse(data);
    return { type: "done", answer };
  }
  const isKnown = told.has(event);
  if (!isKnown) return undefined;
  const parsed: AskEvent = { ...JSON.parse(data), type: event };
  return parsed;
}

function cutOff(): ProblemError {
  return new ProblemError({
    status: 0,
    code: "cut-off",
    detail: "The server stopped before the answer was complete.",
    hint: "Ask again.",
  });
}
