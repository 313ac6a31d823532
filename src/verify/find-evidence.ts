import type { Span } from "../core/index.ts";

export interface EvidenceServices {
  /** The terms of a text, as the index has them. */
  analyze(text: string): readonly string[];
  splitSentences(text: string): readonly Span[];
}

/** A second sentence has to bring at least this share of the claim's terms. */
const LEAST_GAIN = 0.15;
const MOST_SENTENCES = 3;

/**
 * The sentences of a passage that a claim most probably rests on: the quote itself where it is one, else the fewest
 * sentences that together have most of its terms, at most three.
 *
 * @returns  spans of the passage's text, ascending; empty where no sentence has a term of the claim
 */
export function findEvidence(services: EvidenceServices, claim: string, passage: string): readonly Span[] {
  const start = passage.indexOf(claim);
  if (claim !== "" && start >= 0) return [{ start, end: start + claim.length }];
  const wanted = new Set(services.analyze(claim));
  const sentences = sentencesOf(services, passage).map((span) => ({
    span,
    terms: new Set(services.analyze(passage.slice(span.start, span.end)).filter((term) => wanted.has(term))),
  }));
  const found: Span[] = [];
  const missing = new Set(wanted);
  while (found.length < MOST_SENTENCES) {
    const [best] = sentences
      .map(({ span, terms }) => ({ span, terms, gain: [...terms].filter((term) => missing.has(term)).length }))
      .sort((a, b) => b.gain - a.gain || a.span.start - b.span.start);
    if (best === undefined || best.gain === 0) break;
    if (found.length > 0 && best.gain < LEAST_GAIN * wanted.size) break;
    found.push(best.span);
    for (const term of best.terms) missing.delete(term);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A line is a sentence too: rows of tables and items of lists have no full stop. */
function sentencesOf({ splitSentences }: EvidenceServices, passage: string): readonly Span[] {
  return splitSentences(passage).flatMap(({ start, end }) => {
    const lines = [...passage.slice(start, end).matchAll(/[^\n]+/gu)];
    return lines.map((line) => ({ start: start + line.index, end: start + line.index + line[0].length }));
  });
}
