import type { Span } from "../../../core/index.ts";
import type { Measure } from "./measure.ts";
import type { Piece, Splitter } from "./piece.ts";
import { splitInHalf } from "./splitters.ts";

/**
 * Cuts a span into pieces within the limit: whole if it fits, else by the first splitter, what is still too large by
 * the next one, and at last in halves. Only a single character (or what can not be cut) may cost more than the limit.
 */
export function splitToPieces(
  text: string,
  span: Span,
  options: { readonly splitters: readonly Splitter[]; readonly limit: number; readonly measure: Measure },
): readonly Piece[] {
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
