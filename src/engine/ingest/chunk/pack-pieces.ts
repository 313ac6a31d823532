import type { Piece } from "./piece.ts";

export interface PackOptions {
  readonly maxTokens: number;
  /** Number of headings at the front. They never stand alone if text follows. */
  readonly headings: number;
}

/** Tokens between two pieces: the line end may be a separate token. */
const JOINT_TOKENS = 1;

/**
 * Packs pieces, in order, within the budget. If the last pack is under an eighth of the budget, it is too small to
 * mean much. Then it takes pieces from the one before it, or joins it when both fit into one.
 */
export function packPieces(pieces: readonly Piece[], options: PackOptions): readonly (readonly Piece[])[] {
  const packs: Piece[][] = [];
  let pack: Piece[] = [];
  let cost = 0;
  pieces.forEach((piece, index) => {
    const isFull = cost + JOINT_TOKENS + piece.cost > options.maxTokens;
    const isOnlyHeadings = index <= options.headings;
    const startsAnew = piece.isOpening === true && cost > options.maxTokens / 4 && !isOnlyHeadings;
    if (pack.length > 0 && (isFull || startsAnew)) {
      packs.push(pack);
      pack = [];
      cost = 0;
    }
    cost += (pack.length > 0 ? JOINT_TOKENS : 0) + piece.cost;
    pack.push(piece);
  });
  if (pack.length > 0) packs.push(pack);
  return balanceEnd(packs, options);
}

function balanceEnd(packs: readonly Piece[][], { maxTokens, headings }: PackOptions): readonly (readonly Piece[])[] {
  const last = packs.at(-1);
  const before = packs.at(-2);
  if (last === undefined || before === undefined || costOf(last) >= maxTokens / 8) return packs;
  const earlier = packs.slice(0, -2);
  if (costOf([...before, ...last]) <= maxTokens) return [...earlier, [...before, ...last]];
  const minLength = packs.length === 2 ? Math.max(1, headings + 1) : 1;
  let cut = before.length;
  while (cut > minLength && costOf(last) + costOf(before.slice(cut)) < maxTokens / 4) {
    if (costOf([...before.slice(cut - 1), ...last]) > maxTokens || costOf(before.slice(0, cut - 1)) < maxTokens / 2)
      break;
    cut--;
  }
  return [...earlier, before.slice(0, cut), [...before.slice(cut), ...last]];
}

function costOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.cost, JOINT_TOKENS * Math.max(0, pieces.length - 1));
}
