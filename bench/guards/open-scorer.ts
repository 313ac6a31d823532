import { type GuardContext, type GuardSpan, InvalidDataError } from "../../src/core/index.ts";
import { allChecks, type Guard } from "../../src/guard/index.ts";
import { readViews } from "../../src/guard/normalise/read-views.ts";

/** A guard of this install, without a policy. */
export interface GuardScorer {
  /** Returns the certainty of the guard from 0 to 1. */
  readonly score: (text: string, context?: GuardContext) => Promise<number>;
  /** Returns the places with at least the threshold. */
  readonly find: (text: string) => Promise<readonly GuardSpan[]>;
  /** Lowest score that fails by default. */
  readonly threshold: number;
}

/** Loads a guard by its id, without options. */
export async function openScorer(id: string, signal: AbortSignal): Promise<GuardScorer> {
  const check = await load(id);
  const { threshold } = check;
  const measure = async (text: string, context?: GuardContext) => {
    signal.throwIfAborted();
    const views = () => readViews(text);
    return check.check({ text, stage: "input", origin: "user", views, ...(context && { context }) }, signal);
  };
  return {
    threshold,
    score: async (text, context) => (await measure(text, context)).score,
    find: async (text) => {
      const { score, spans } = await measure(text);
      return spans.filter((span) => (span.score ?? score) >= threshold);
    },
  };
}

async function load(id: string): Promise<Guard> {
  const check = allChecks.find((each) => each.id === id);
  if (check === undefined) throw new InvalidDataError(`There is no guard "${id}".`);
  return check.load();
}
