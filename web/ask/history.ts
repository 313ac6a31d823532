import { useSyncExternalStore } from "react";
import type { Answer } from "../../src/core/index.ts";

const NAME = "lydian.questions";
const MAX_SHOWN = 30;

/** Question of this tab with its answer, part of a conversation. */
export interface KeptQuestion {
  readonly conversation: string;
  /** True to store the question; otherwise it is lost when the user leaves the page. */
  readonly isKept: boolean;
  readonly answer: Answer;
}

let kept: readonly KeptQuestion[] = readKept();
const listeners = new Set<() => void>();

function readKept(): readonly KeptQuestion[] {
  const questions: readonly KeptQuestion[] = JSON.parse(sessionStorage.getItem(NAME) ?? "[]");
  return questions;
}

/** Adds a question at the front of the list; removes the oldest ones if the browser has no more room. */
export function keepQuestion(question: KeptQuestion): void {
  kept = [question, ...kept.filter(({ answer }) => answer.id !== question.answer.id)].slice(0, MAX_SHOWN);
  const stored = kept.filter(({ isKept }) => isKept);
  for (let count = stored.length; count > 0 && !store(stored.slice(0, count)); count--);
  for (const tell of listeners) tell();
}

function store(questions: readonly KeptQuestion[]): boolean {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(questions));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export const useHistory = (): readonly KeptQuestion[] => useSyncExternalStore(listen, () => kept);
