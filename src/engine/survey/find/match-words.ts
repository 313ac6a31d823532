import type { AnswerSentence, ContextPassage, Span } from "../../../core/index.ts";
import { findCandidateSentences, quoteCandidate, trimMarkup } from "../../answer/index.ts";
import type { Statement } from "../statement.ts";

export interface MatchServices {
  /** The terms of a text in the language of the section. */
  analyze(text: string): readonly string[];
  splitSentences(text: string): readonly Span[];
}

/**
 * The sentences, rows and items of a section that have all of the terms; those that the headings above have need not be
 * said again, but one at least must. Every character of the section is looked at, its headings too.
 *
 * @param terms  in the language of the section
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
    const own = [...new Set(services.analyze(section.text.slice(start, end)))];
    const has = terms.filter((term) => own.includes(term)).length;
    if (has === 0 || !terms.every((term) => own.includes(term) || above.has(term))) return [];
    // What can be quoted well: a row with its header, an item with its lead-in.
    const overlapping = candidates.filter(({ span }) => span.start < from + end && span.end > from + start);
    const best = overlapping.find(({ text }) => services.analyze(text).some((term) => terms.includes(term)));
    if (best !== undefined && quoted.has(best.position)) return [];
    if (best !== undefined) quoted.add(best.position);
    const sentence = best === undefined ? quoteSpan(section, { start, end }) : quoteCandidate(best);
    return sentence === undefined ? [] : [{ sentence, prior: has / terms.length, terms: own }];
  });
}

/** Words that stand for themselves, such as a heading. */
function quoteSpan({ number, text, hit }: ContextPassage, { start, end }: Span): AnswerSentence | undefined {
  const inner = trimMarkup(text.slice(start, end));
  const span = { start: start + inner.start, end: start + inner.end };
  const own = text.slice(span.start, span.end);
  if (own.trim() === "") return undefined;
  const cited = { start: hit.span.start + span.start, end: hit.span.start + span.end };
  return { text: own.replace(/\s+/gu, " "), evidence: [{ passage: number, span: cited }], layout: "line" };
}
