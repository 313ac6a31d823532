import { defined, findMax, type Hit, type Reading, type Span } from "../../../core/index.ts";

/**
 * Joins the readings of a hit's best chunk and the neighbours joined to it: the highest relevance, and all answers,
 * best first. Duplicates are ignored, since they are in other places.
 *
 * @returns undefined if none of the hit's chunks was read
 */
export function joinReadings(
  { chunkId, span, merged = [] }: Pick<Hit, "chunkId" | "span" | "merged">,
  readings: ReadonlyMap<string, Reading & { readonly span: Span }>,
): Reading | undefined {
  const chunkReadings = [chunkId, ...merged]
    .flatMap((id) => readings.get(id) ?? [])
    .filter(({ span: chunk }) => span.start <= chunk.start && chunk.end <= span.end);
  if (chunkReadings.length === 0) return undefined;
  const judged = chunkReadings.flatMap(({ isNoise }) => isNoise ?? []);
  const pointing = chunkReadings.flatMap(({ answers }) => (answers === undefined ? [] : [answers]));
  return {
    relevance: findMax(chunkReadings.map(({ relevance }) => relevance)),
    ...defined({
      isNoise: judged.length === 0 ? undefined : judged.every((isNoise) => isNoise),
      answers: pointing.length === 0 ? undefined : pointing.flat().sort((a, b) => b.score - a.score),
    }),
  };
}
