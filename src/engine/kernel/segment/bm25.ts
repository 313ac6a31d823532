import { FIELDS, type PerField } from "./term-postings.ts";

/** Parameters of BM25 over weighted fields. */
export interface Bm25 {
  /** Saturation of repeated terms, ≥ 0: the smaller the value, the less a repetition adds. */
  readonly k1: number;
  /** Penalty of long chunks, from 0 (none) to 1 (full). */
  readonly b: number;
  /** Number of occurrences in the body that one occurrence in each field counts for; ≥ 0. */
  readonly weights: PerField<number>;
}

/** Default parameters. The title's weight was chosen on the training claims of SciFact and on Natural Questions. */
export const DEFAULT_BM25: Bm25 = { k1: 1.2, b: 0.75, weights: [1, 1.5, 1] };

/** Returns Σ weight × value over the fields, always summed in the same order. */
export function weigh(weights: PerField<number>, values: PerField<number>): number {
  return weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2];
}

/** Returns a chunk's weighted length in single precision, as searches store it. */
export function weighLength(weights: PerField<number>, lengths: PerField<Uint16Array>, ordinal: number): number {
  const [body, title, headings] = lengths;
  return Math.fround(weigh(weights, [body[ordinal] ?? 0, title[ordinal] ?? 0, headings[ordinal] ?? 0]));
}

/** Computes `weighLength` of all chunks in a plain loop, since the first search of a segment waits for it. */
export function weighLengths(weights: PerField<number>, lengths: PerField<Uint16Array>, values: Float32Array): void {
  const [ofBody, ofTitle, ofHeadings] = weights;
  const [body, title, headings] = lengths;
  for (let chunk = 0; chunk < values.length; chunk++)
    values[chunk] = ofBody * (body[chunk] ?? 0) + ofTitle * (title[chunk] ?? 0) + ofHeadings * (headings[chunk] ?? 0);
}

/** Returns the mean weighted length of `chunks` chunks whose lengths sum to `totals`; 1 if there is no length. */
export function averageLength(weights: PerField<number>, totals: PerField<number>, chunks: number): number {
  const total = weigh(weights, totals);
  return chunks > 0 && total > 0 ? total / chunks : 1;
}

/** Returns the length norm k1 × (1 - b + b × length / average), written as `base + step × length`. */
export function lengthNorm(bm25: Bm25, average: number): { readonly base: number; readonly step: number } {
  return { base: bm25.k1 * (1 - bm25.b), step: (bm25.k1 * bm25.b) / average };
}

/** Returns the share of its weight, from 0 to 1, that a term with this frequency adds to a chunk's score. */
export function impact(frequency: number, norm: number): number {
  return frequency / (frequency + norm);
}

/** Returns whether all parameters are equal. */
export function isSameBm25(left: Bm25, right: Bm25): boolean {
  return left.k1 === right.k1 && left.b === right.b && FIELDS.every((_, i) => left.weights[i] === right.weights[i]);
}
