import type { ScorePart } from "../../core/index.ts";
import { FIELDS, impact, lengthNorm, readPostings, weigh } from "../segment/index.ts";
import { contribution, GRID } from "./grid.ts";
import type { PreparedWords, QueryTerm } from "./query-terms.ts";
import type { WordSource } from "./word-source.ts";

/** A chunk's BM25 score, and what each term in each field (`body:term`) brings to it; undefined if none occurs. */
export function explainWords(
  source: WordSource,
  prepared: PreparedWords,
  ordinal: number,
): { readonly score: number; readonly parts: readonly ScorePart[] } | undefined {
  const explained = prepared.terms.flatMap((term) => explainTerm(source, prepared, { term, ordinal }));
  if (explained.length === 0) return undefined;
  const score = explained.reduce((sum, { steps }) => sum + steps, 0) / GRID;
  return { score, parts: explained.flatMap(({ parts }) => parts) };
}

function explainTerm(
  source: WordSource,
  { bm25, averageLength }: PreparedWords,
  at: { readonly term: QueryTerm; readonly ordinal: number },
): { steps: number; parts: ScorePart[] }[] {
  const { term, weight } = at.term;
  const entry = source.find(term);
  if (!entry) return [];
  const { ordinals, frequencies } = readPostings(source.part.view, entry);
  const index = ordinals.indexOf(at.ordinal);
  if (index < 0) return [];
  const norm = lengthNorm(bm25, averageLength);
  const length = source.weightedLengths(bm25.weights)[at.ordinal] ?? 0;
  const [body, title, headings] = frequencies.map((column) => column[index] ?? 0);
  const frequency = weigh(bm25.weights, [body ?? 0, title ?? 0, headings ?? 0]);
  const steps = contribution(weight, impact(frequency, norm.base + norm.step * length));
  const parts = FIELDS.flatMap((field, number) => {
    const share = (bm25.weights[number] ?? 0) * (frequencies[number]?.[index] ?? 0);
    return share > 0 ? [{ label: `${field}:${term}`, value: (steps / GRID) * (share / frequency) }] : [];
  });
  return [{ steps, parts }];
}
