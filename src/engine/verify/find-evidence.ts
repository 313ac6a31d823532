import type { Span } from "../../core/index.ts";
import { splitEvidence } from "./checks/split-evidence.ts";

/** Services that split texts into terms and sentences. */
export interface EvidenceServices {
  /** Returns the terms of a text, as in the index. */
  analyze(text: string): readonly string[];
  splitSentences(text: string): readonly Span[];
}

/** Minimum share of the claim's terms that a further sentence adds. */
const MIN_GAIN = 0.15;
/** Maximum number of sentences. */
const MAX_SENTENCES = 3;
const special = /[\\^$.*+?()[\]{}|/]/gu;

/**
 * Finds the part of a passage that a claim most probably rests on. If the claim is a quote, regardless of line ends, it
 * is the quote. Otherwise it is the fewest sentences that together have most of the claim's terms, at most three.
 *
 * @returns  spans of the passage's text, ascending; empty if no sentence has a term of the claim
 */
export function findEvidence(services: EvidenceServices, claim: string, passage: string): readonly Span[] {
  const quote = findQuote(claim, passage);
  if (quote !== undefined) return [quote];

  const claimTerms = new Set(services.analyze(claim));
  const sentences = splitEvidence(passage, services.splitSentences).map((span) => ({
    span,
    terms: new Set(services.analyze(passage.slice(span.start, span.end)).filter((term) => claimTerms.has(term))),
  }));

  const chosen: Span[] = [];
  const missing = new Set(claimTerms);
  while (chosen.length < MAX_SENTENCES) {
    const [best] = sentences
      .map(({ span, terms }) => ({ span, terms, gain: [...terms].filter((term) => missing.has(term)).length }))
      .sort((a, b) => b.gain - a.gain || a.span.start - b.span.start);
    if (best === undefined || best.gain === 0) break;
    if (chosen.length > 0 && best.gain < MIN_GAIN * claimTerms.size) break;
    chosen.push(best.span);
    for (const term of best.terms) missing.delete(term);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

function findQuote(claim: string, passage: string): Span | undefined {
  if (claim === "") return undefined;
  const exact = passage.indexOf(claim);
  if (exact >= 0) return { start: exact, end: exact + claim.length };
  const words = claim.split(/\s+/u).filter((word) => word !== "");
  if (words.length === 0) return undefined;
  const match = new RegExp(words.map((word) => word.replace(special, "\\$&")).join("\\s+"), "u").exec(passage);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}
