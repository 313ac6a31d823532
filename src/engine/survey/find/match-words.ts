import type { AnswerSentence, ContextPassage, Span } from "../../../core/index.ts";
import { findCandidateSentences, quoteCandidate, trimMarkup } from "../../answer/index.ts";
import type { Statement } from "../statement.ts";

/** Services that split texts into terms and sentences. */
export interface MatchServices {
  /** Returns the terms of a text in the language of the section. */
  analyze(text: string): readonly string[];
  splitSentences(text: string): readonly Span[];
}

/**
 * Finds the sentences, rows and items of a section that have all terms. Terms of the headings above count too, but at
 * least one term must be in the sentence itself. The whole section is searched, its headings included.
 *
 * @param terms  terms in the language of the section
 * @returns      in reading order
 */
export function matchWords(
  services: MatchServices,
  section: ContextPassage,
  terms: readonly string[],
): readonly Statement[] {
  const above = new Set(services.analyze(section.hit.headingPath.join("\n")));
  const candidates = findCandidateSentences(section, services.splitSentences);
  const from = section.hit.span.start;
  const quoted = new Set<number>();
  return services.splitSentences(section.text).flatMap(({ start, end }): readonly Statement[] => {
    const sentenceTerms = [...new Set(services.analyze(section.text.slice(start, end)))];
    const matches = terms.filter((term) => sentenceTerms.includes(term)).length;
    if (matches === 0 || !terms.every((term) => sentenceTerms.includes(term) || above.has(term))) return [];
    // A candidate makes the better quote: a row with its header, an item with its lead-in.
    const overlapping = candidates.filter(({ span }) => span.start < from + end && span.end > from + start);
    const best = overlapping.find(({ text }) => services.analyze(text).some((term) => terms.includes(term)));
    if (best !== undefined && quoted.has(best.position)) return [];
    if (best !== undefined) quoted.add(best.position);
    const sentence = best === undefined ? quoteSpan(section, { start, end }) : quoteCandidate(best);
    return sentence === undefined ? [] : [{ sentence, prior: matches / terms.length, terms: sentenceTerms }];
  });
}

/** Quotes words as they stand, such as a heading; undefined if there are none. */
function quoteSpan({ number, text, hit }: ContextPassage, { start, end }: Span): AnswerSentence | undefined {
  const inner = trimMarkup(text.slice(start, end));
  const span = { start: start + inner.start, end: start + inner.end };
  const words = text.slice(span.start, span.end);
  if (words.trim() === "") return undefined;
  const cited = { start: hit.span.start + span.start, end: hit.span.start + span.end };
  return { text: words.replace(/\s+/gu, " "), evidence: [{ passage: number, span: cited }], layout: "line" };
}
