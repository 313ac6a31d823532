import type { Span } from "../../../core/index.ts";
import type { Measure } from "./measure.ts";
import type { Piece, Splitter } from "./piece.ts";
import { splitInHalf } from "./splitters.ts";

export interface SplitOptions {
  readonly splitters: readonly Splitter[];
  /** Maximum cost of a piece. */
  readonly limit: number;
  readonly measure: Measure;
}

/**
 * Cuts a span into pieces within the limit. A span that fits stays whole. A larger one is cut by the first splitter,
 * its parts that are still too large by the next one, and at last in halves. Only a piece that cannot be cut, such as a
 * single character, may cost more than the limit.
 */
export function splitToPieces(text: string, span: Span, options: SplitOptions): readonly Piece[] {
  const { splitters, limit, measure } = options;
  const cost = measure.cost(span, limit);
  if (cost <= limit) return [{ span, cost }];
  const [splitter = splitInHalf, ...finer] = splitters;
  const parts = splitter(text, span);
  const [only] = parts;
  const isUncut = parts.length === 1 && only !== undefined && only.start === span.start && only.end === span.end;
  if (isUncut && splitters.length === 0) return [{ span, cost: Number.isFinite(cost) ? cost : measure.tokens(span) }];
  return parts.flatMap((part) => splitToPieces(text, part, { splitters: finer, limit, measure }));
}
