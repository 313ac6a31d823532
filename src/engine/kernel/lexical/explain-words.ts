import type { ScorePart, WordExpansion } from "../../../core/index.ts";
import { impact, lengthNorm, weigh } from "../segment/bm25.ts";
import { openTermBlocks, type TermBlocks } from "../segment/term-blocks.ts";
import { FIELDS, type PerField } from "../segment/term-postings.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import { contribution, GRID } from "./grid.ts";
import type { PreparedWords } from "./query-terms.ts";
import type { WordSource } from "./word-source.ts";

/** A chunk's BM25 score, and the part of each term in each field (`body:term`), which sum to it. */
export interface WordExplanation {
  readonly score: number;
  readonly parts: readonly ScorePart[];
}

/** Explains a chunk's score; undefined if the chunk contains no term of the query. */
export type ExplainWords = (ordinal: number) => WordExplanation | undefined;

/** A term of the query, or one that stands for a word of the query. */
interface ExplainedTerm {
  readonly label: string;
  readonly share: number;
  readonly occurrences: (ordinal: number) => PerField<number> | undefined;
}

/**
 * Creates an explainer for the chunks of one segment. It looks up the query's terms once and decodes only needed
 * blocks.
 */
export function createWordExplainer(source: WordSource, prepared: PreparedWords): ExplainWords {
  const { bm25, averageLength } = prepared;
  const norm = lengthNorm(bm25, averageLength);
  const lengths = source.weightedLengths(bm25.weights);
  const words = openWords(source, prepared);
  return (ordinal) => {
    const length = lengths[ordinal] ?? 0;
    const explained = words.flatMap(({ weight, terms }) => {
      const present = terms.flatMap(({ label, share, occurrences }) => {
        const counts = occurrences(ordinal);
        return counts === undefined ? [] : [{ label, share, counts }];
      });
      const frequency = present.reduce((sum, { share, counts }) => sum + share * weigh(bm25.weights, counts), 0);
      if (frequency === 0) return [];
      const steps = contribution(weight, impact(frequency, norm.base + norm.step * length));
      const parts = present.flatMap(({ label, share, counts }) =>
        partsOf(label, counts, bm25.weights, (steps / GRID / frequency) * share),
      );
      return [{ steps, parts }];
    });
    if (explained.length === 0) return undefined;
    const score = explained.reduce((sum, { steps }) => sum + steps, 0) / GRID;
    return { score, parts: explained.flatMap(({ parts }) => parts) };
  };
}

function openWords(source: WordSource, { terms, unions }: PreparedWords) {
  const open = (term: string, label: string, share: number): ExplainedTerm[] => {
    const liveTerm = source.find(term);
    return liveTerm ? [{ label, share, occurrences: createOccurrences(source.part.view, liveTerm.entry) }] : [];
  };
  return [
    ...terms.map(({ term, weight, standsFor }) => {
      const label = standsFor === undefined ? term : `"${standsFor}" → ${term}`;
      return { weight, terms: open(term, label, 1) };
    }),
    ...unions.map(({ expansion, members, weight }) => ({
      weight,
      terms: members.flatMap(({ term, share }) => open(term, `${labelOf(expansion)} → ${term}`, share)),
    })),
  ];
}

function labelOf({ kind, word }: WordExpansion): string {
  return kind === "prefix" ? `${word}*` : `"${word}"`;
}

function partsOf(
  label: string,
  counts: PerField<number>,
  weights: PerField<number>,
  perOccurrence: number,
): readonly ScorePart[] {
  return FIELDS.flatMap((field, number) => {
    const value = perOccurrence * (weights[number] ?? 0) * (counts[number] ?? 0);
    return value > 0 ? [{ label: `${field}:${label}`, value }] : [];
  });
}

/** Returns the only block that may have a chunk; the number of blocks if there is none. */
function blockOf({ blockCount, lastOrdinal }: Pick<TermBlocks, "blockCount" | "lastOrdinal">, ordinal: number): number {
  let [low, high] = [0, blockCount];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lastOrdinal(middle) < ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One decoded block, used at once. A query may have thousands of terms, each of which would need as much memory. */
const ordinals = new Int32Array(BLOCK_SIZE);
const counts = new Float64Array(BLOCK_SIZE);

/** Creates a function that counts a term in each field of a chunk; it returns undefined if the chunk lacks the term. */
function createOccurrences(...term: Parameters<typeof openTermBlocks>) {
  const blocks = openTermBlocks(...term);
  const countIn = (block: number, field: PerField<number>, index: number): number => {
    blocks.decodeFrequencies(block, field, counts);
    return counts[index] ?? 0;
  };
  return (ordinal: number): PerField<number> | undefined => {
    const block = blockOf(blocks, ordinal);
    if (block === blocks.blockCount) return undefined;
    blocks.decodeOrdinals(block, ordinals);
    const index = ordinals.subarray(0, blocks.size(block)).indexOf(ordinal);
    if (index < 0) return undefined;
    return [countIn(block, [1, 0, 0], index), countIn(block, [0, 1, 0], index), countIn(block, [0, 0, 1], index)];
  };
}
