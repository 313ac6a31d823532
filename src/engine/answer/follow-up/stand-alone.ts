import { defined, type GenerationUsage, type Warning } from "../../../core/index.ts";
import { type Dependence, findDependence } from "./find-dependence.ts";
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

/** Maximum length of a question that may leave something out. A longer one names what it is about. */
const MAX_QUESTION_CHARACTERS = 500;
/** Number of characters of the previous turn's question and answer in which a rule looks for the omitted words. */
const MAX_PREVIOUS_CHARACTERS = 2_000;

/** Finds what a question takes from the previous one; undefined for a long question. */
function dependenceOf(question: string): Dependence | undefined {
  return question.length > MAX_QUESTION_CHARACTERS ? undefined : findDependence(question);
}

function shorten({ question, answer }: Previous): Previous {
  return defined({
    question: question.slice(0, MAX_PREVIOUS_CHARACTERS),
    answer: answer?.slice(0, MAX_PREVIOUS_CHARACTERS),
  });
}

/**
 * Rewrites a follow-up question by rules of English. Returns undefined if it stands alone, or if the previous turn
 * mentions nothing that it could refer to.
 */
export function standAloneByRules(question: string, previous: Previous): string | undefined {
  const dependence = dependenceOf(question);
  if (dependence === undefined) return undefined;
  const rewritten = rewriteByRules(question, dependence, shorten(previous));
  return rewritten === question ? undefined : rewritten;
}

/**
 * Rewrites a follow-up question so that it stands alone. Rules decide whether that is needed. Then a language model
 * rewrites it if there is one, and the rules if the model writes nothing usable.
 */
export async function standAlone(
  { turns, rewrite }: Conversation,
  question: string,
  signal: AbortSignal,
): Promise<StandAlone> {
  const last = turns.at(-1);
  const dependence = dependenceOf(question);
  if (last === undefined || dependence === undefined) return { question, warnings: [] };
  const byRules = rewriteByRules(question, dependence, shorten(last));
  // If no fee was mentioned before, "that fee" may be one in the documents.
  if (byRules === undefined && dependence.kind === "demonstrative") return { question, warnings: [] };
  const rewritten = await rewrite?.({ question, turns }, signal);
  const { question: byModel, ...notes } = rewritten ?? { warnings: [] };
  return { question: byModel ?? byRules ?? question, ...notes };
}
