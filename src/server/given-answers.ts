import { LRUCache } from "lru-cache";
import { type Answer, LOCAL_CALLER_ID } from "../core/index.ts";
import type { Lydian } from "../library/index.ts";

/** Maximum number of callers whose latest answers are remembered, and of answers of each. */
const MAX_CALLERS = 1_000;
const MAX_ANSWERS = 1_000;

/** The latest answers of each caller. They are remembered in memory, since most answers are never saved. */
export interface GivenAnswers {
  /** Returns the same `Lydian`, whose answers and summaries are remembered. */
  remember(lydian: Lydian): Lydian;
  /** Returns whether the caller lately got the answer from the collection. */
  has(caller: string, answerId: string, collection: string): boolean;
}

/** Remembers by caller, so that no caller makes the server forget the answers of another one. */
export function createGivenAnswers(): GivenAnswers {
  const collectionsOfCallers = new LRUCache<string, LRUCache<string, string>>({ max: MAX_CALLERS });

  const keep = (answer: Answer, caller: string): Answer => {
    const collections = collectionsOfCallers.get(caller) ?? new LRUCache<string, string>({ max: MAX_ANSWERS });
    collections.set(answer.id, answer.collection);
    collectionsOfCallers.set(caller, collections);
    return answer;
  };

  return {
    remember: (lydian) => ({
      ...lydian,
      ask: async (question, options) => keep(await lydian.ask(question, options), options?.caller ?? LOCAL_CALLER_ID),
      summarize: async (documents, options) =>
        keep(await lydian.summarize(documents, options), options?.caller ?? LOCAL_CALLER_ID),
    }),
    has: (caller, answerId, collection) => collectionsOfCallers.get(caller)?.get(answerId) === collection,
  };
}
