import { createWorkBudget, type IndexQuery, MAX_QUERY_STEPS, type WorkBudget } from "../../core/index.ts";

/** A query with the budget that it spends from. */
export interface MeteredQuery extends IndexQuery {
  readonly work: WorkBudget;
}

/** Returns a query with the budget of its request, or else with a new one. */
export function meter(query: IndexQuery, signal: AbortSignal): MeteredQuery {
  return { ...query, work: query.work ?? createWorkBudget(signal, MAX_QUERY_STEPS) };
}
