import { type Alignment, alignFromEnd, alignTokens } from "./align-tokens.ts";
import type { Token } from "./read-tokens.ts";

/** A claim beside a window of its evidence. */
export interface Comparison {
  readonly claim: readonly Token[];
  readonly source: readonly Token[];
  readonly pairs: Alignment;
  /** Of the claim's plain words and names, the share that the window has in the same order; from 0 to 1. */
  readonly closeness: number;
}

/** How a claim departs from its evidence. */
export interface Difference {
  readonly check: "quantity" | "name" | "negation" | "modality" | "condition" | "comparison" | "order";
  /** `contradicts`: the source says something else; `missing`: the source does not say so much. */
  readonly kind: "contradicts" | "missing";
  /** A sentence for people. */
  readonly why: string;
}

/** A word in another's place stands so near by what is before or behind both. */
const CLOSE_TOKENS = 3;
const REACH_TOKENS = 3;

/** The claim beside the source, aligned with what comes first in it and with what comes last: words may stand there twice. */
export function compareTokens(claim: readonly Token[], source: readonly Token[]): readonly Comparison[] {
  return [alignTokens, alignFromEnd].map((align) => toComparison(claim, source, align(claim, source)));
}

function toComparison(claim: readonly Token[], source: readonly Token[], pairs: Alignment): Comparison {
  let words = 0;
  let found = 0;
  for (const [index, { role }] of claim.entries()) {
    if (role !== "word" && role !== "name") continue;
    words++;
    if (pairs[index] !== undefined) found++;
  }
  return { claim, source, pairs, closeness: words === 0 ? 0 : found / words };
}

/**
 * What stands in the source in the place of a token of the claim: between the partners of its neighbours, close by one of
 * them, and without a partner itself.
 */
export function slotOf({ claim, source, pairs }: Comparison, index: number): readonly Token[] {
  let before = index - 1;
  while (before >= 0 && pairs[before] === undefined) before--;
  let after = index + 1;
  while (after < claim.length && pairs[after] === undefined) after++;
  const [left, right] = [pairs[before], pairs[after]];
  const start = (left ?? (right ?? 0) - CLOSE_TOKENS - 1) + 1;
  const end = right ?? (left ?? 0) + CLOSE_TOKENS + 1;
  const isClose = (at: number) =>
    (left !== undefined && index - before <= CLOSE_TOKENS && at - left <= CLOSE_TOKENS) ||
    (right !== undefined && after - index <= CLOSE_TOKENS && right - at <= CLOSE_TOKENS);
  return source.filter((_, at) => at >= start && at < end && isClose(at));
}

/** Tokens without a partner that stand between paired ones or at the text's end: the other text retells what is around them. */
export function withoutPartner({ claim, source, pairs }: Comparison): {
  readonly claim: readonly Token[];
  readonly source: readonly Token[];
} {
  const paired = new Set(pairs);
  return {
    claim: claim.filter((_, index) => isEnclosed(index, claim.length, (at) => pairs[at] !== undefined)),
    source: source.filter((_, index) => isEnclosed(index, source.length, (at) => paired.has(at))),
  };
}

/** A partner right beside it, and one within reach on the other side, or the end of the text. */
function isEnclosed(index: number, length: number, isPaired: (at: number) => boolean): boolean {
  if (isPaired(index)) return false;
  const distance = (step: number): number => {
    for (let far = 1; far <= REACH_TOKENS; far++) {
      const at = index + step * far;
      if (at < 0 || at >= length || isPaired(at)) return far;
    }
    return REACH_TOKENS + 1;
  };
  const [left, right] = [distance(-1), distance(1)];
  const hasPartner = [index - left, index + right].some(isPaired);
  return hasPartner && Math.min(left, right) <= 1 && Math.max(left, right) <= REACH_TOKENS;
}
