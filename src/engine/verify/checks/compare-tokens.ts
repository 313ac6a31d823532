import { type Alignment, alignFromEnd, alignTokens } from "./align-tokens.ts";
import type { Token } from "./tokenize-sentence.ts";

/** A claim aligned with a window of its evidence. */
export interface Comparison {
  readonly claim: readonly Token[];
  readonly source: readonly Token[];
  readonly pairs: Alignment;
  /** Share of the claim's words and names that the window has in the same order, from 0 to 1. */
  readonly closeness: number;
}

/** A difference between a claim and its evidence. */
export interface Difference {
  readonly check: "quantity" | "name" | "negation" | "modality" | "condition" | "comparison" | "order";
  /** `contradicts` if the source says something else, `missing` if it says less. */
  readonly kind: "contradicts" | "missing";
  /** Explanation in one sentence. */
  readonly why: string;
}

/** Maximum distance of a replacing word from the paired words before or after it. */
const CLOSE_TOKENS = 3;
/** Maximum distance of paired words around a token without a partner. */
const REACH_TOKENS = 3;

/** Aligns a claim with the source twice, with the first and with the last occurrences, since words may occur twice. */
export function compareTokens(claim: readonly Token[], source: readonly Token[]): readonly Comparison[] {
  return [alignTokens, alignFromEnd].map((align) => toComparison(claim, source, align(claim, source)));
}

function toComparison(claim: readonly Token[], source: readonly Token[], pairs: Alignment): Comparison {
  let words = 0;
  let paired = 0;
  for (const [index, { role }] of claim.entries()) {
    if (role !== "word" && role !== "name") continue;
    words++;
    if (pairs[index] !== undefined) paired++;
  }
  return { claim, source, pairs, closeness: words === 0 ? 0 : paired / words };
}

/**
 * Returns the source tokens in the place of a claim token: between the partners of its neighbours, close to one of
 * them, and without a partner themselves.
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

/**
 * Returns the tokens without a partner that are enclosed by paired tokens, or by a paired token and an end of the text.
 */
export function withoutPartner({ claim, source, pairs }: Comparison): Pick<Comparison, "claim" | "source"> {
  const paired = new Set(pairs);
  return {
    claim: claim.filter((_, index) => isEnclosed(index, claim.length, (at) => pairs[at] !== undefined)),
    source: source.filter((_, index) => isEnclosed(index, source.length, (at) => paired.has(at))),
  };
}

/**
 * Returns whether a token is beside a paired one, with another paired token or the text's end within reach on the other
 * side.
 */
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
