import { labelCount, OUTSIDE } from "./labels.ts";
import type { TokenRange } from "./score-labels.ts";

/** Number of tokens after which a chain ends with the line. After twice as many, it ends anywhere. */
const CHAIN_TOKENS = 200;

/**
 * A token is outside of entities for certain if all other labels are this much behind. Inside of entities, no
 * token of the training data is.
 */
const CERTAIN_LEAD = 9;
/** Number of certain tokens around the uncertain ones. */
const MARGIN = 2;

/**
 * Yields the parts of a chain that may hold entities. Nothing more is computed for the rest,
 * which is most of an ordinary text.
 *
 * @param scores  token × label
 */
export function* uncertainParts(scores: Float64Array): Iterable<TokenRange> {
  const length = scores.length / labelCount;
  let start = -1;
  let end = 0;
  for (let token = 0; token < length; token++) {
    if (isCertain(scores, token * labelCount)) continue;
    if (start >= 0 && token - MARGIN > end) {
      yield { start, end };
      start = -1;
    }
    if (start < 0) start = Math.max(end, token - MARGIN);
    end = Math.min(length, token + 1 + MARGIN);
  }
  if (start >= 0) yield { start, end };
}

function isCertain(scores: Float64Array, base: number): boolean {
  const outside = scores[base + OUTSIDE] ?? 0;
  for (let label = OUTSIDE + 1; label < labelCount; label++)
    if ((scores[base + label] ?? 0) > outside - CERTAIN_LEAD) return false;
  return true;
}

/**
 * Cuts a text into chains. They end at the ends of lines, unless a line is long.
 *
 * @returns the ranges of the chains, in order and without gaps
 */
export function* chainsOf(tokens: readonly string[]): Iterable<TokenRange> {
  let start = 0;
  for (let end = 1; end <= tokens.length; end++) {
    const length = end - start;
    const isEnd = tokens[end - 1] === "\n" ? length >= CHAIN_TOKENS : length >= 2 * CHAIN_TOKENS;
    if (!isEnd && end < tokens.length) continue;
    yield { start, end };
    start = end;
  }
}
