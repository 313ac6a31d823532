import type { ScorePart } from "../../core/index.ts";
import { BLOCK_SIZE, FIELDS, impact, lengthNorm, openTermBlocks, type PerField, weigh } from "../segment/index.ts";
import { contribution, GRID } from "./grid.ts";
import type { PreparedWords } from "./query-terms.ts";
import type { WordSource } from "./word-source.ts";

/** A chunk's BM25 score, and what each term in each field (`body:term`) brings to it; undefined if none occurs. */
export type ExplainWords = (
  ordinal: number,
) => { readonly score: number; readonly parts: readonly ScorePart[] } | undefined;

/** Explains chunks of one segment; what the query asks for is looked up once, and only blocks that matter are decoded. */
export function createWordExplainer(source: WordSource, prepared: PreparedWords): ExplainWords {
  const { bm25, averageLength } = prepared;
  const norm = lengthNorm(bm25, averageLength);
  const lengths = source.weightedLengths(bm25.weights);
  const terms = prepared.terms.flatMap(({ term, weight }) => {
    const found = source.find(term);
    return found ? [{ term, weight, occurrences: createOccurrences(source.part.view, found.entry) }] : [];
  });
  return (ordinal) => {
    const explained = terms.flatMap(({ term, weight, occurrences }) => {
      const counts = occurrences(ordinal);
      if (counts === undefined) return [];
      const frequency = weigh(bm25.weights, counts);
      const steps = contribution(weight, impact(frequency, norm.base + norm.step * (lengths[ordinal] ?? 0)));
      const parts = FIELDS.flatMap((field, number) => {
        const share = (bm25.weights[number] ?? 0) * (counts[number] ?? 0);
        return share > 0 ? [{ label: `${field}:${term}`, value: (steps / GRID) * (share / frequency) }] : [];
      });
      return [{ steps, parts }];
    });
    if (explained.length === 0) return undefined;
    const score = explained.reduce((sum, { steps }) => sum + steps, 0) / GRID;
    return { score, parts: explained.flatMap(({ parts }) => parts) };
  };
}

/** How often a term stands in each field of a chunk; undefined where it does not occur. */
function createOccurrences(...term: Parameters<typeof openTermBlocks>) {
  const blocks = openTermBlocks(...term);
  const ordinals = new Int32Array(BLOCK_SIZE);
  const counts = new Float64Array(BLOCK_SIZE);
  const countIn = (block: number, field: PerField<number>, index: number): number => {
    blocks.decodeFrequencies(block, field, counts);
    return counts[index] ?? 0;
  };
  return (ordinal: number): PerField<number> | undefined => {
    let block = 0;
    while (block < blocks.blockCount && blocks.lastOrdinal(block) < ordinal) block++;
    if (block === blocks.blockCount) return undefined;
    blocks.decodeOrdinals(block, ordinals);
    const index = ordinals.subarray(0, blocks.size(block)).indexOf(ordinal);
    if (index < 0) return undefined;
    return [countIn(block, [1, 0, 0], index), countIn(block, [0, 1, 0], index), countIn(block, [0, 0, 1], index)];
  };
}
