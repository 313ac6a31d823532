import type { GenerationUsage, Warning } from "../../../core/index.ts";
import { findDependence } from "./find-dependence.ts";
import type { FollowUp, ModelRewriting } from "./rewrite-by-model.ts";
import { type Previous, rewriteByRules } from "./rewrite-by-rules.ts";

/** A question that stands alone, as it is searched for. */
export interface StandAlone {
  readonly question: string;
  readonly usage?: GenerationUsage;
  readonly warnings: readonly Warning[];
}

/** The conversation before a question. */
export interface Conversation {
  /** Earlier turns, oldest first. */
  readonly turns: readonly Previous[];
  /** Asks a language model to rewrite the question; absent if there is no model. */
  rewrite?(followUp: FollowUp, signal: AbortSignal): Promise<ModelRewriting>;
}

/**
 * Rewrites a follow-up question by rules of English. Returns undefined if it stands alone, or if the previous turn mentions
 * nothing that it could refer to.
 */
export function standAloneByRules(question: string, previous: Previous): string | undefined {
  const dependence = findDependence(question);
  if (dependence === undefined) return undefined;
  const rewritten = rewriteByRules(question, dependence, previous);
  return rewritten === question ? undefined : rewritten;
}

/**
 * Rewrites a follow-up question so that it stands alone. Rules decide whether that is needed. Then a language model rewrites
 * it if there is one, and the rules if the model writes nothing usable.
 */
export async function standAlone(
  { turns, rewrite }: Conversation,
  question: string,
  signal: AbortSignal,
): Promise<StandAlone> {
  const last = turns.at(-1);
  const dependence = findDependence(question);
  if (last === undefined || dependence === undefined) return { question, warnings: [] };
  const byRules = rewriteByRules(question, dependence, last);
  // If no fee was mentioned before, "that fee" may be one in the documents.
  if (byRules === undefined && dependence.kind === "demonstrative") return { question, warnings: [] };
  const rewritten = await rewrite?.({ question, turns }, signal);
  const { question: byModel, ...notes } = rewritten ?? { warnings: [] };
  return { question: byModel ?? byRules ?? question, ...notes };
}
