import type { Reading, Span } from "../../../core/index.ts";

/** A hit that may have joined several chunks. */
interface JoinedHit {
  readonly chunkId: string;
  readonly span: Span;
  readonly merged?: readonly string[];
}

/**
 * What was read of a hit: of its best chunk and of the neighbours that it joined, the highest relevance and all answers,
 * best first. What was read of duplicates, which stand elsewhere, is left out.
 *
 * @returns undefined if none of the hit's chunks was read
 */
export function joinReadings(
  { chunkId, span, merged = [] }: JoinedHit,
  readings: ReadonlyMap<string, Reading & { readonly span: Span }>,
): Reading | undefined {
  const own = [chunkId, ...merged]
    .flatMap((id) => readings.get(id) ?? [])
    .filter((one) => span.start <= one.span.start && one.span.end <= span.end);
  if (own.length === 0) return undefined;
  const judged = own.flatMap(({ isNoise }) => isNoise ?? []);
  const pointing = own.flatMap(({ answers }) => (answers === undefined ? [] : [answers]));
  return {
    relevance: Math.max(...own.map(({ relevance }) => relevance)),
    ...(judged.length === 0 ? {} : { isNoise: judged.every((isNoise) => isNoise) }),
    ...(pointing.length === 0 ? {} : { answers: pointing.flat().sort((a, b) => b.score - a.score) }),
  };
}
