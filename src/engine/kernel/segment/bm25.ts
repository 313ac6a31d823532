import { FIELDS, type PerField } from "./term-postings.ts";

/** Parameters of BM25 over weighted fields. */
export interface Bm25 {
  /** How soon repeating a term stops helping; ≥ 0. */
  readonly k1: number;
  /** How much long chunks are held back, from 0 to 1. */
  readonly b: number;
  /** An occurrence in a field counts as so many in the body; ≥ 0. */
  readonly weights: PerField<number>;
}

/** The title's weight was chosen on the training claims of SciFact and on Natural Questions. */
export const DEFAULT_BM25: Bm25 = { k1: 1.2, b: 0.75, weights: [1, 1.5, 1] };

/** Σ weight × value over the fields, always summed in the same order. */
export function weigh(weights: PerField<number>, values: PerField<number>): number {
  return weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2];
}

/** A chunk's weighted length in single precision, as the searches keep it. */
export function weighLength(weights: PerField<number>, lengths: PerField<Uint16Array>, ordinal: number): number {
  const [body, title, headings] = lengths;
  return Math.fround(weigh(weights, [body[ordinal] ?? 0, title[ordinal] ?? 0, headings[ordinal] ?? 0]));
}

/** The same of all chunks, in plain loops: an index that is opened has to weigh each of its chunks before its first search. */
export function weighLengths(weights: PerField<number>, lengths: PerField<Uint16Array>, values: Float32Array): void {
  const [ofBody, ofTitle, ofHeadings] = weights;
  const [body, title, headings] = lengths;
  for (let chunk = 0; chunk < values.length; chunk++)
    values[chunk] = ofBody * (body[chunk] ?? 0) + ofTitle * (title[chunk] ?? 0) + ofHeadings * (headings[chunk] ?? 0);
}

/** The mean weighted length of `chunks` chunks whose lengths sum to `totals`; 1 when there is nothing to average. */
export function averageLength(weights: PerField<number>, totals: PerField<number>, chunks: number): number {
  const total = weigh(weights, totals);
  return chunks > 0 && total > 0 ? total / chunks : 1;
}

/** A chunk's part of the denominator is `base + step × length`: k1 × (1 - b + b × length / average). */
export function lengthNorm(bm25: Bm25, average: number): { readonly base: number; readonly step: number } {
  return { base: bm25.k1 * (1 - bm25.b), step: (bm25.k1 * bm25.b) / average };
}

/** From 0 to 1: how much of its weight a term that occurs `frequency` times brings to a chunk. */
export function impact(frequency: number, norm: number): number {
  return frequency / (frequency + norm);
}

export function isSameBm25(left: Bm25, right: Bm25): boolean {
  return left.k1 === right.k1 && left.b === right.b && FIELDS.every((_, i) => left.weights[i] === right.weights[i]);
}
