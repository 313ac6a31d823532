import type { GenerationUsage, Warning } from "../../../core/index.ts";
import { findDependence } from "./find-dependence.ts";
import type { ModelRewriting } from "./rewrite-by-model.ts";
import { type Previous, rewriteByRules } from "./rewrite-by-rules.ts";

/** A question as it is searched for. */
export interface StandAlone {
  readonly question: string;
  readonly usage?: GenerationUsage;
  readonly warnings: readonly Warning[];
}

/** What was said before a question. */
export interface Conversation {
  /** Oldest first. */
  readonly turns: readonly Previous[];
  /** Asks a language model; absent: there is none. */
  rewrite?(
    asked: { readonly question: string; readonly turns: readonly Previous[] },
    signal: AbortSignal,
  ): Promise<ModelRewriting>;
}

/**
 * A question as it is understood behind another one, by rules of English; undefined where it stands alone, also where
 * nothing that it could lean on was said.
 */
export function standAloneByRules(question: string, previous: Previous): string | undefined {
  const dependence = findDependence(question);
  if (dependence === undefined) return undefined;
  const rewritten = rewriteByRules(question, dependence, previous);
  return rewritten === question ? undefined : rewritten;
}

/**
 * Says a follow-up question so that it stands alone. The rules decide whether that is needed: what stands alone for them
 * is not touched. Then a language model says it, where there is one, and the rules where it says nothing of use.
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
  // "that fee" may be one of the documents where none was spoken of.
  if (byRules === undefined && dependence.kind === "demonstrative") return { question, warnings: [] };
  const rewritten = await rewrite?.({ question, turns }, signal);
  const { question: byModel, ...told } = rewritten ?? { warnings: [] };
  return { question: byModel ?? byRules ?? question, ...told };
}
