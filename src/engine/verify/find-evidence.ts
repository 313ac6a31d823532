import type { Span } from "../../core/index.ts";
import { splitEvidence } from "./checks/split-evidence.ts";

export interface EvidenceServices {
  /** The terms of a text, as the index has them. */
  analyze(text: string): readonly string[];
  splitSentences(text: string): readonly Span[];
}

/** A second sentence has to bring at least this share of the claim's terms. */
const LEAST_GAIN = 0.15;
const MOST_SENTENCES = 3;
const special = /[\\^$.*+?()[\]{}|/]/gu;

/**
 * The sentences of a passage that a claim most probably rests on: the quote itself where it is one, whatever its line ends,
 * else the fewest sentences that together have most of its terms, at most three.
 *
 * @returns  spans of the passage's text, ascending; empty where no sentence has a term of the claim
 */
export function findEvidence(services: EvidenceServices, claim: string, passage: string): readonly Span[] {
  const quote = findQuote(claim, passage);
  if (quote !== undefined) return [quote];
  const wanted = new Set(services.analyze(claim));
  const sentences = splitEvidence(passage, services.splitSentences).map((span) => ({
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

function findQuote(claim: string, passage: string): Span | undefined {
  if (claim === "") return undefined;
  const exact = passage.indexOf(claim);
  if (exact >= 0) return { start: exact, end: exact + claim.length };
  const words = claim.split(/\s+/u).filter((word) => word !== "");
  if (words.length === 0) return undefined;
  const found = new RegExp(words.map((word) => word.replace(special, "\\$&")).join("\\s+"), "u").exec(passage);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}
