import type { Piece } from "./piece.ts";

export interface FallsOptions {
  readonly maxTokens: number;
  /** A pack below it is avoided wherever another cut is possible. */
  readonly minTokens: number;
  /** Gaps less alike than this are worth a cut. */
  readonly threshold: number;
}

interface Best {
  readonly loss: number;
  /** Where the last pack begins. */
  readonly start: number;
}

// A line end between two pieces may be a token of its own.
const joint = 1;
/** So that what is alike everywhere is not cut anywhere. */
const cutLoss = 0.001;
/** More than any sum of similarities could win back nearby. */
const crumbLoss = 2;

/**
 * Gathers pieces, in order, to packs within the budget, with cuts where the meaning changes: of all ways to cut, the one
 * with the least sum of `similarity - threshold` over its cuts. A cut that the budget asks for falls where the text on
 * both sides is least alike. Equal sums: the shorter last pack.
 *
 * @param similarities  of the gap before each piece; that of the first is not read
 */
export function packAtFalls(
  pieces: readonly Piece[],
  similarities: readonly number[],
  options: FallsOptions,
): readonly (readonly Piece[])[] {
  const best: Best[] = [{ loss: 0, start: 0 }];
  for (let end = 1; end <= pieces.length; end++) best.push(bestEnding(pieces, { end, best, similarities }, options));
  const packs: (readonly Piece[])[] = [];
  for (let end = pieces.length; end > 0; ) {
    const { start } = best[end] ?? { start: end - 1 };
    packs.unshift(pieces.slice(start, end));
    end = start;
  }
  return packs;
}

function bestEnding(
  pieces: readonly Piece[],
  known: { readonly end: number; readonly best: readonly Best[]; readonly similarities: readonly number[] },
  { maxTokens, minTokens, threshold }: FallsOptions,
): Best {
  const { end, best, similarities } = known;
  let found: Best | undefined;
  let cost = -joint;
  for (let start = end - 1; start >= 0; start--) {
    cost += joint + (pieces[start]?.cost ?? 0);
    if (cost > maxTokens && start < end - 1) break;
    const cut = start === 0 ? 0 : (similarities[start] ?? 0) - threshold + cutLoss;
    const loss = (best[start]?.loss ?? 0) + cut + (cost < minTokens ? crumbLoss : 0);
    if (found === undefined || loss < found.loss) found = { loss, start };
  }
  return found ?? { loss: 0, start: end - 1 };
}
