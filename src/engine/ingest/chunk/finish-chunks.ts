import type { ChunkDraft, Span } from "../../../core/index.ts";
import type { Measure } from "./measure.ts";
import type { Piece } from "./piece.ts";
import { splitToPieces } from "./split-to-pieces.ts";
import { splitIntoSentences } from "./splitters.ts";

export interface FinishOptions {
  readonly maxTokens: number;
  readonly overlapTokens: number;
  readonly measure: Measure;
}

/**
 * Returns spans and exact token counts for the packs of one section. Each except the first may begin with the end of
 * the one before.
 */
export function finishChunks(
  text: string,
  packs: readonly (readonly Piece[])[],
  options: FinishOptions,
): readonly Omit<ChunkDraft, "headingPath">[] {
  const spans = packs.map(packSpan);
  return packs.flatMap((pack, index) => {
    const before = spans[index - 1];
    const start = before === undefined ? undefined : overlapStart(text, before, options);
    return fitPack(pack, start, options);
  });
}

/**
 * Fits a pack into the limit: without its overlap, then cut in halves. The whole may have more tokens than its pieces
 * together.
 */
function fitPack(
  pack: readonly Piece[],
  start: number | undefined,
  options: FinishOptions,
): readonly Omit<ChunkDraft, "headingPath">[] {
  const { start: packStart, end } = packSpan(pack);
  const span = { start: start ?? packStart, end };
  const tokens = options.measure.tokens(span);
  if (tokens <= options.maxTokens) return [{ span, tokens }];
  if (start !== undefined) return fitPack(pack, undefined, options);
  if (pack.length < 2) return [{ span, tokens }];
  const middle = pack.length >> 1;
  return [...fitPack(pack.slice(0, middle), undefined, options), ...fitPack(pack.slice(middle), undefined, options)];
}

/** Finds where the last sentences that fit into the overlap begin; the last words, if no sentence fits. */
function overlapStart(text: string, before: Span, { overlapTokens, measure }: FinishOptions): number | undefined {
  if (overlapTokens === 0) return undefined;
  const splitters = [splitIntoSentences];
  const pieces = splitToPieces(text, before, { splitters, limit: overlapTokens, measure }).slice(1);
  let start: number | undefined;
  let cost = 0;
  for (const piece of pieces.toReversed()) {
    cost += piece.cost + 1;
    if (cost > overlapTokens + 1) break;
    start = piece.span.start;
  }
  return start;
}

function packSpan(pack: readonly Piece[]): Span {
  return { start: pack[0]?.span.start ?? 0, end: pack.at(-1)?.span.end ?? 0 };
}
