import { QueryTooComplexError } from "../errors/input-errors.ts";

/** Steps that one request may take. Every loop whose length the query decides spends from them. */
export interface WorkBudget {
  /** Number of steps spent so far. */
  readonly spent: number;
  /** Number of steps left. */
  readonly left: number;
  /**
   * Spends steps. A step takes at most about a tenth of a microsecond.
   *
   * @throws {QueryTooComplexError} if the budget is exceeded; aborts if the request was aborted
   */
  spend(steps: number): void;
}

/** Maximum number of steps of a request, about a fifth of a second of work. */
export const MAX_QUERY_STEPS = 2_000_000;

/** Creates the budget of one request. */
export function createWorkBudget(signal: AbortSignal, limit: number = MAX_QUERY_STEPS): WorkBudget {
  let spent = 0;
  return {
    get spent() {
      return spent;
    },
    get left() {
      return limit - spent;
    },
    spend(steps) {
      spent += steps;
      signal.throwIfAborted();
      if (spent > limit) throw tooComplex(limit);
    },
  };
}

function tooComplex(limit: number): QueryTooComplexError {
  return new QueryTooComplexError(`The query needs more than ${limit} steps of work, the maximum of a request.`, {
    hint: "Ask for fewer words, or write fewer misspelled words, prefixes and quotations.",
  });
}
