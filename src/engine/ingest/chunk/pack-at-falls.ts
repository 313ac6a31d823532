import type { Piece } from "./piece.ts";

export interface FallsOptions {
  readonly maxTokens: number;
  /** Minimum size of a pack, wherever another cut is possible. */
  readonly minTokens: number;
  /** Similarity below which a gap is worth a cut. */
  readonly threshold: number;
}

/** The best way to pack the first pieces. */
interface BestCut {
  readonly loss: number;
  /** Index of the piece with which the last pack begins. */
  readonly start: number;
}

/** Tokens between two pieces: the line end may be a separate token. */
const JOINT_TOKENS = 1;
/** Loss of any cut, so that a text that is alike everywhere is not cut. */
const CUT_LOSS = 0.001;
/** Loss of a pack below the minimum: more than nearby similarities could win back. */
const SMALL_PACK_LOSS = 2;

/**
 * Packs pieces, in order, within the budget, and cuts where the meaning changes. Of all ways to cut, it takes the one
 * with the lowest sum of `similarity - threshold` over its cuts; on a tie, the one with the shorter last pack. A cut
 * that the budget requires falls where the texts on both sides are least alike.
 *
 * @param similarities  similarity of the gap before each piece; the first one is ignored
 */
export function packAtFalls(
  pieces: readonly Piece[],
  similarities: readonly number[],
  options: FallsOptions,
): readonly (readonly Piece[])[] {
  const best: BestCut[] = [{ loss: 0, start: 0 }];
  for (let end = 1; end <= pieces.length; end++) best.push(bestEnding(pieces, end, best, similarities, options));
  const packs: (readonly Piece[])[] = [];
  for (let end = pieces.length; end > 0; ) {
    const { start } = best[end] ?? { start: end - 1 };
    packs.push(pieces.slice(start, end));
    end = start;
  }
  return packs.reverse();
}

function bestEnding(
  pieces: readonly Piece[],
  end: number,
  best: readonly BestCut[],
  similarities: readonly number[],
  { maxTokens, minTokens, threshold }: FallsOptions,
): BestCut {
  let result: BestCut | undefined;
  let cost = -JOINT_TOKENS;
  for (let start = end - 1; start >= 0; start--) {
    cost += JOINT_TOKENS + (pieces[start]?.cost ?? 0);
    if (cost > maxTokens && start < end - 1) break;
    const cut = cutLoss(similarities, start, threshold);
    const loss = (best[start]?.loss ?? 0) + cut + (cost < minTokens ? SMALL_PACK_LOSS : 0);
    if (result === undefined || loss < result.loss) result = { loss, start };
  }
  return result ?? { loss: 0, start: end - 1 };
}

/** Returns the loss of the cut before a piece; 0 for the first, which follows no cut. */
function cutLoss(similarities: readonly number[], start: number, threshold: number): number {
  return start === 0 ? 0 : (similarities[start] ?? 0) - threshold + CUT_LOSS;
}
