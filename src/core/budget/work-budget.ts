import { QueryTooComplexError } from "../errors/input-errors.ts";

/**
 * Steps that one request may take. It is opened where the call begins and handed down; everything that grows with the
 * question or with its results spends from it.
 */
export interface WorkBudget {
  /** Number of steps spent so far. */
  readonly spent: number;
  /** Number of steps left. */
  readonly left: number;
  /**
   * Spends steps before they are taken. A step takes at most about a tenth of a microsecond.
   *
   * @throws {QueryTooComplexError} if fewer are left, and spends none; aborts if the request was aborted
   */
  spend(steps: number): void;
  /** Spends steps if enough are left; otherwise spends none and returns false. */
  trySpend(steps: number): boolean;
  /** Allows more steps, for documents that the caller asks to read whole. */
  allow(steps: number): void;
  /** Returns a part of this budget with at most `limit` steps. What the part spends is spent here too. */
  part(limit: number): WorkBudget;
}

/**
 * Maximum number of steps of a request, about two seconds of work. Between the parts of it, other requests have their
 * turn.
 */
const MAX_REQUEST_STEPS = 20_000_000;
/** Maximum number of steps that one search spends in the index, about a fifth of a second of work. */
export const MAX_QUERY_STEPS = 2_000_000;

/** Creates the budget of one request. */
export function createWorkBudget(signal: AbortSignal, limit: number = MAX_REQUEST_STEPS): WorkBudget {
  return openPart(limit, { left: () => Number.POSITIVE_INFINITY, count: () => signal.throwIfAborted() });
}

/** The whole budget, as its parts see it. */
interface Whole {
  left(): number;
  /** Counts steps that are taken; aborts if the request was aborted. */
  count(steps: number): void;
}

function openPart(firstLimit: number, whole: Whole): WorkBudget {
  let limit = firstLimit;
  let spent = 0;
  const left = () => Math.min(limit - spent, whole.left());
  const count = (steps: number) => {
    whole.count(steps);
    spent += steps;
  };
  const trySpend = (steps: number) => {
    if (steps > left()) return false;
    count(steps);
    return true;
  };

  return {
    get spent() {
      return spent;
    },
    get left() {
      return left();
    },
    spend(steps) {
      if (!trySpend(steps)) throw tooComplex(limit);
    },
    trySpend,
    allow(steps) {
      limit += steps;
    },
    part: (partLimit) => openPart(partLimit, { left, count }),
  };
}

function tooComplex(limit: number): QueryTooComplexError {
  return new QueryTooComplexError(`The request needs more than ${limit.toLocaleString("en-US")} steps of work.`, {
    hint: "Ask for less at once: fewer words, prefixes, quotations or hits.",
  });
}
